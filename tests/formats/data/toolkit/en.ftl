# Greets the user
hello = Hello, { $name }!
-brand = Iomgloss
