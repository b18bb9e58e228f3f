"""Words that are the same in every language: zone abbreviations, cities, symbols, fractions.

Data only. Offsets are minutes east of UTC; the zone beside them is where the abbreviation is at home.
"""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.lexicon import AROUND, AT, COMMA

_ZONES: dict[str, Any] = {
    "utc": (0, None), "gmt": (0, None), "z": (0, None), "zulu": (0, None),
    "pst": (-480, "America/Los_Angeles"), "pdt": (-420, None), "mst": (-420, "America/Denver"), "mdt": (-360, None),
    "cst": (-360, "America/Chicago"), "cdt": (-300, None), "est": (-300, "America/New_York"), "edt": (-240, None),
    "akst": (-540, "America/Anchorage"), "akdt": (-480, None), "hst": (-600, None), "ast": (-240, "America/Halifax"), "adt": (-180, None),
    "bst": (60, None), "wet": (0, "Europe/Lisbon"), "west": (60, None), "cet": (60, "Europe/Paris"), "cest": (120, None),
    "mez": (60, "Europe/Berlin"), "mesz": (120, None), "eet": (120, "Europe/Helsinki"), "eest": (180, None), "msk": (180, None),
    "ist": (330, None), "pkt": (300, None), "ict": (420, None), "sgt": (480, None), "hkt": (480, None), "awst": (480, None),
    "jst": (540, None), "kst": (540, None), "aest": (600, "Australia/Sydney"), "aedt": (660, None),
    "acst": (570, "Australia/Adelaide"), "acdt": (630, None), "nzst": (720, "Pacific/Auckland"), "nzdt": (780, None), "brt": (-180, None),
}  # fmt: skip

_PLACES: dict[str, Any] = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip

_CITIES: dict[str, Any] = {
    "london|uk|british": "Europe/London", "dublin|irish": "Europe/Dublin", "lisbon": "Europe/Lisbon", "paris|french": "Europe/Paris",
    "berlin|german|munich|hamburg|frankfurt": "Europe/Berlin", "madrid|barcelona|spanish": "Europe/Madrid", "rome|milan|italian": "Europe/Rome",
    "copenhagen|danish|københavn": "Europe/Copenhagen", "stockholm|swedish": "Europe/Stockholm", "oslo|norwegian": "Europe/Oslo",
    "helsinki|finnish": "Europe/Helsinki", "amsterdam|dutch": "Europe/Amsterdam", "brussels": "Europe/Brussels",
    "zurich|geneva|swiss": "Europe/Zurich",
    "vienna|wien": "Europe/Vienna", "prague": "Europe/Prague", "warsaw": "Europe/Warsaw", "athens": "Europe/Athens", "istanbul": "Europe/Istanbul",
    "kyiv|kiev": "Europe/Kyiv", "moscow": "Europe/Moscow", "cairo": "Africa/Cairo", "lagos": "Africa/Lagos", "nairobi": "Africa/Nairobi",
    "johannesburg": "Africa/Johannesburg", "dubai": "Asia/Dubai", "tel aviv|israel": "Asia/Jerusalem", "karachi": "Asia/Karachi",
    "mumbai|delhi|bangalore|kolkata|india|indian": "Asia/Kolkata", "dhaka": "Asia/Dhaka", "bangkok": "Asia/Bangkok", "jakarta": "Asia/Jakarta",
    "singapore": "Asia/Singapore", "hong kong": "Asia/Hong_Kong", "shanghai|beijing|china": "Asia/Shanghai", "taipei": "Asia/Taipei",
    "manila": "Asia/Manila", "seoul|korea": "Asia/Seoul", "tokyo|japan": "Asia/Tokyo", "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
    "brisbane": "Australia/Brisbane", "perth": "Australia/Perth", "adelaide": "Australia/Adelaide", "auckland|wellington": "Pacific/Auckland",
    "honolulu|hawaii": "Pacific/Honolulu", "anchorage|alaska": "America/Anchorage",
    "los angeles|la|san francisco|sf|seattle|california|pacific": "America/Los_Angeles", "vancouver": "America/Vancouver",
    "denver|mountain": "America/Denver", "phoenix|arizona": "America/Phoenix", "chicago|dallas|houston|austin|texas|central": "America/Chicago",
    "new york|nyc|boston|washington|miami|atlanta|eastern": "America/New_York", "toronto": "America/Toronto", "montreal": "America/Toronto",
    "mexico city": "America/Mexico_City", "bogota": "America/Bogota", "lima": "America/Lima", "santiago": "America/Santiago",
    "buenos aires": "America/Argentina/Buenos_Aires", "são paulo|brasilia": "America/Sao_Paulo", "reykjavik": "Atlantic/Reykjavik",
}  # fmt: skip

WORDS: dict[str, dict[str, Any]] = {
    "zone": _ZONES,
    "zone_place": _PLACES,
    "city": _CITIES,
    "num": {"½": 0.5, "¼": 0.25, "¾": 0.75},
    "glued": {"½|¼|¾": 1},
    "sign": {"+": 1, "-": -1, "−": -1, "–": -1},
    "dash": {"-": "-", "–": "-", "—": "-"},
    "stop": {".": ".", "!": "!", "?": "?", ";": ";", ":": ":", "(": "(", ")": ")", "…": "…"},
    "mark": {"@": AT, "~": AT | AROUND, ",": COMMA},
}
