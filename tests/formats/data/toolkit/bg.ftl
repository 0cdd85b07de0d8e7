hello = Здравей, { $name }!
-brand = Йомглос
