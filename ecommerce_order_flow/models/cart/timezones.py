import pytz

from .postal_codes import find_state_code

# States of large countries by time zone; those in several zones are in each.
STATES_BY_ZONE = {
    "AU": {
        "Australia/Adelaide": "SA",
        "Australia/Brisbane": "QLD",
        "Australia/Darwin": "NT",
        "Australia/Hobart": "TAS",
        "Australia/Melbourne": "VIC",
        "Australia/Perth": "WA",
        "Australia/Sydney": "ACT NSW",
    },
    "BR": {
        "America/Campo_Grande": "MS",
        "America/Cuiaba": "MT",
        "America/Manaus": "AM RO RR",
        "America/Noronha": "PE",
        "America/Rio_Branco": "AC AM",
        "America/Sao_Paulo": "AL AP BA CE DF ES GO MA MG PA PB PE PI PR RJ RN RS SC SE "
        "SP TO",
    },
    "CA": {
        "America/Edmonton": "AB BC NT SK",
        "America/Halifax": "NB NL NS PE QC",
        "America/Iqaluit": "NU",
        "America/Rankin_Inlet": "NU",
        "America/Regina": "SK",
        "America/St_Johns": "NL",
        "America/Toronto": "ON QC",
        "America/Vancouver": "BC",
        "America/Whitehorse": "YT",
        "America/Winnipeg": "MB ON",
    },
    "MX": {
        "America/Cancun": "ROO",
        "America/Chihuahua": "CHH",
        "America/Ciudad_Juarez": "CHH",
        "America/Hermosillo": "SON",
        "America/Matamoros": "COA NLE TAM",
        "America/Mazatlan": "BCS NAY SIN",
        "America/Mexico_City": "AGU CAM CHP CMX COA COL DUR GRO GUA HID JAL MEX MIC "
        "MOR NAY NLE OAX PUE QUE SLP TAB TAM TLA VER YUC ZAC",
        "America/Tijuana": "BCN",
    },
    "RU": {
        "Asia/Anadyr": "CHU",
        "Asia/Barnaul": "AL ALT",
        "Asia/Irkutsk": "BU IRK",
        "Asia/Kamchatka": "KAM",
        "Asia/Krasnoyarsk": "KEM KK KYA TY",
        "Asia/Magadan": "MAG SA SAK",
        "Asia/Novosibirsk": "NVS",
        "Asia/Omsk": "OMS",
        "Asia/Sakhalin": "SAK",
        "Asia/Tomsk": "TOM",
        "Asia/Vladivostok": "KHA PRI SA YEV",
        "Asia/Yakutsk": "AMU SA",
        "Asia/Yekaterinburg": "BA CHE KGN KHM ORE PER SVE TYU YAN",
        "Europe/Astrakhan": "AST",
        "Europe/Kaliningrad": "KGD",
        "Europe/Moscow": "AD ARK BEL BRY CE CU DA IN IVA KB KC KDA KIR KL KLU KO KOS "
        "KR KRS LEN LIP ME MO MOS MOW MUR NGR NIZ ORL PNZ PSK ROS RYA SE SMO SPE STA "
        "TA TAM TUL TVE VLA VLG VOR YAR",
        "Europe/Samara": "SAM UD",
        "Europe/Saratov": "SAR",
        "Europe/Ulyanovsk": "ULY",
        "Europe/Volgograd": "VGG",
    },
    "US": {
        "America/Adak": "AK",
        "America/Anchorage": "AK",
        "America/Chicago": "AL AR FL IA IL IN KS KY LA MI MN MO MS ND NE OK SD TN TX "
        "WI",
        "America/Denver": "AZ CO ID KS MT ND NE NM NV OR SD TX UT WY",
        "America/Los_Angeles": "CA ID NV OR WA",
        "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC "
        "TN VA VT WV",
        "America/Phoenix": "AZ",
        "America/Puerto_Rico": "PR VI",
        "Pacific/Guam": "GU MP",
        "Pacific/Honolulu": "HI",
        "Pacific/Pago_Pago": "AS",
    },
}


def find_timezones(country_code, state_code, postal_code=None):
    """Return the possible time zones of an address.

    If the state is unknown, it is derived from the postal code. Without both, these are
    all zones of the country.
    """
    country_code = country_code or ""
    return (
        _find_zones_of_state(country_code, state_code)
        or _find_zones_of_state(
            country_code, find_state_code(country_code, postal_code)
        )
        or list(pytz.country_timezones.get(country_code, []))
    )


def _find_zones_of_state(country_code, state_code):
    return [
        zone
        for zone, states in STATES_BY_ZONE.get(country_code, {}).items()
        if (state_code or "-") in states.split()
    ]
