"""Units as every language may write them."""

SYMBOLS = {
    "per cent": "%",
    "per mille": "‰",
    "euro": "€ eur",
    "dollar": "$ usd us$",
    "pound": "£ gbp",
    "rouble": "₽ rub",
    "lev": "bgn",
    "manat": "₼ azn",
    "soʻm": "uzs",
    "kilometre": "km",
    "kilogram": "kg",
    "centimetre": "cm",
    "millimetre": "mm",
    "hectare": "ha",
    "degree Celsius": "°c",
    "degree Fahrenheit": "°f",
    "gigabyte": "gb gib",
    "megabyte": "mb mib",
}
"""Name: signs and codes, small letters."""

ALWAYS_WRITTEN = frozenset(
    ("per cent", "per mille", "euro", "dollar", "pound", "rouble", "lev", "manat", "soʻm")
)
"""Without them the number says something else; a measure may be clear from the sentence."""
