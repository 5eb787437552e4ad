"""The small words around place names: kinds of place, directions, and what follows a name that is no place there.

Lists of words only; how they are read is in `casebook.extract.toponyms`, what they mean in `casebook.resolve.places`.
"""

from __future__ import annotations

from typing import Final

from casebook.model.values import PlacePrecision


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _heads(**groups: str) -> dict[str, PlacePrecision]:
    return {word.replace("_", " "): PlacePrecision[name] for name, text in groups.items() for word in text.split()}


HEADS: Final = _heads(
    SETTLEMENT=(
        "city town township village hamlet settlement municipality suburb suburbs neighborhood neighbourhood quarter "
        "community slum shantytown kibbutz port capital enclave stronghold outpost locality crossroads "
        "farmstead oasis camp barrio parish_seat hometown municipal_seat favela commune colony kampong barangay sitio"
    ),
    SITE="base airbase airport airfield crossing checkpoint bridge prison garrison",
    DISTRICT=(
        "district districts county counties parish department_district subdistrict tehsil taluk taluka rayon raion "
        "canton woreda cercle prefecture subprefecture arrondissement borough locality_area lga upazila agency "
        "subdivision regency zone"
    ),
    PROVINCE="province provinces governorate state states oblast department departments region prefecture_region",
    REGION=(
        "peninsula valley basin desert area areas countryside highlands plateau island islands archipelago mountain "
        "mountains hills coast forest strip belt corridor heartland territory republic kingdom lake mount"
    ),
)
"""Kind words beside a name ("Helmand province", "the village of Delm") and the precision they give it."""

PREFIX_HEADS: Final = _words("camp fort mount lake port rancho hacienda kibbutz isle")
"""Kind words that come before a name without "of" ("Camp Speicher")."""

DIRECTIONS: Final = _words(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "north-east north-west south-east south-west northeastern northwestern southeastern southwestern north-eastern "
    "north-western south-eastern south-western ne nw se sw n.e. n.w. s.e. s.w. n.e n.w s.e s.w"
)

INSIDE: Final = _words("in at inside within across throughout through into")
NEARBY: Final = _words("near outside around beside toward towards off nearby alongside")
NEAR_NOUNS: Final = _words(
    "outskirts edge edges road highway route way border vicinity miles kilometers kilometres km meters metres mile "
    "kilometer kilometre kms kilometre outside suburbs"
)
STREETS: Final = _words(
    "street streets st avenue avenues ave road roads rd drive dr boulevard blvd lane ln way court ct parkway pkwy pike "
    "terrace highway hwy route rt circle cir alley trail expressway freeway turnpike"
)
"""Words after a name that make it a street."""

QUARTERS: Final = _words("neighborhood neighbourhood quarter slum barrio suburb suburbs favela borough section ward")
"""Kind words of a part of a town, which few gazetteers have."""


EVENTS: Final = _words(
    "attack attacks bombing bombings blast blasts explosion explosions shooting shootings massacre massacres siege "
    "clash clashes raid raids killing killings riot riots unrest violence fighting ambush ambushes assault battle "
    "offensive protest protests siege bomb kidnapping kidnappings slaying slayings murder murders airstrike "
    "airstrikes strike strikes fire crash shootout uprising earthquake"
)
ASSAULTS: Final = _words(
    "attacked attack attacking raided raid raiding hit hitting struck strike striking shelled shelling bombed bombing "
    "stormed storming shook shaking rocked rocking invaded invading overran bombarded bombarding pounded pounding "
    "ransacked looted torched razed burned targeted targeting besieged seized captured entered"
)
"""Verbs whose object, when it is a place, is where it happens."""

SITES: Final = _words(
    "airport hospital university mosque church school market street streets avenue road highway bridge prison jail "
    "hotel stadium square station mall park cathedral temple synagogue cemetery plaza bazaar port harbor harbour "
    "beach border borders frontier outskirts slum suburb suburbs neighborhood neighbourhood home homes house "
    "apartment checkpoint base barracks compound embassy consulate roundabout clinic farm restaurant cafe nightclub "
    "bar club shop store factory palace shrine metro subway area countryside downtown hills mountains waterfront "
    "railway airfield crossing college campus bay river forest jungle desert side"
)
BUILDINGS: Final = SITES | _words(
    "apartments apts elementary high middle homes townhomes inn motel lounge tavern diner manor villas estates commons "
    "condominiums laundromat arena mart supermarket pharmacy nursing hall academy suites complex medical memorial "
    "regional health healthcare"
)
"""Last words of the names of buildings and grounds: a place name in front belongs to them ("Lexington Park Homes")."""

ORGANISATIONS: Final = _words(
    "police army ministry government military militia bank university council court party agency commission "
    "department office force forces club times post news journal tribune herald gazette union association committee "
    "company corporation inc ltd brigade battalion corps division front movement liberation league congress "
    "parliament assembly senate airlines airways embassy bureau institute foundation group network society federation "
    "administration authority command guard patrol troops soldiers officials officers authorities sheriff mayor "
    "governor gov president prime minister foreign interior defense defence secretary senator sen rep representative "
    "judge attorney justice fire team daily press radio television tv observatory center centre conference agreement "
    "accord accords treaty summit declaration regime rebels guerrillas cartel gang chief coalition nationals residents "
    "house chamber fund board service services project program school college republicans democrats church airline "
    "archdiocese archbishop bishop islamic human rights security national state international central supreme"
)
FORCES: Final = _words(
    "police officers officer detectives detective deputies deputy sheriff sheriff's pd fire firefighters paramedics "
    "mayor metro metropolitan investigators coroner swat patrol troopers"
)
"""Words after a town's or county's name that speak for its own police, fire brigade or mayor."""

TOWN_POLICE: Final = frozenset({"US", "CA"})
"""Countries where a town has police of its own, whose cases are in that town."""

CALENDAR: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
    "today yesterday tomorrow christmas easter ramadan eid am pm gmt est"
)
TITLES: Final = _words(
    "mr mrs ms dr gen general col colonel lt lieutenant maj major sgt sergeant capt captain president sheikh imam "
    "mullah maulana minister governor gov mayor sheriff judge pope king queen prince princess sen senator rep "
    "commander deputy officer detective lady lord sir saint-father father sister brother rev reverend spokesman "
    "spokeswoman spokesperson brig brigadier adm admiral prof professor police-chief chief"
)
NO_PLACES: Final = _words(
    "god allah islam congress parliament internet facebook twitter english arabic spanish french state islamic taliban "
    "isis isil al-qaeda qaeda hamas hezbollah hizbullah un nato eu interpol i he she they it we you the a an this that "
    "these those there but and or if when while after before police army man men woman people al boko haram reuters "
    "afp ap bbc cnn koran quran bible earth heaven western eastern northern southern north south east west center "
    "centre central national jewish christian muslim muslims christians shiite sunni kurdish kurds arab arabs tamil "
    "grand grill charge back hindu sikh time lot ward terminal interstate skip "
    "many most several some all one two three four five six seven eight nine ten mr mrs ms"
)

US_STATES: Final = {
    short: state
    for line in """
    Alabama|Ala|AL;Alaska|AK;Arizona|Ariz|AZ;Arkansas|Ark|AR;California|Calif|CA|Cal;Colorado|Colo|CO
    Connecticut|Conn|CT;Delaware|Del|DE;Florida|Fla|FL;Georgia|Ga|GA;Hawaii|HI;Idaho|ID;Illinois|Ill|IL;Indiana|Ind|IN
    Iowa|IA;Kansas|Kan|Kans|KS;Kentucky|Ky|KY;Louisiana|La|LA;Maine|ME;Maryland|Md|MD;Massachusetts|Mass|MA
    Michigan|Mich|MI;Minnesota|Minn|MN;Mississippi|Miss|MS;Missouri|Mo|MO;Montana|Mont|MT;Nebraska|Neb|Nebr|NE
    Nevada|Nev|NV;New Hampshire|N.H|NH;New Jersey|N.J|NJ;New Mexico|N.M|NM;New York|N.Y|NY
    North Carolina|N.C|NC;North Dakota|N.D|ND;Ohio|OH;Oklahoma|Okla|OK;Oregon|Ore|OR;Pennsylvania|Pa|PA|Penn
    Rhode Island|R.I|RI;South Carolina|S.C|SC;South Dakota|S.D|SD;Tennessee|Tenn|TN;Texas|Tex|TX;Utah|UT;Vermont|Vt|VT
    Virginia|Va|VA;Washington|Wash|WA;West Virginia|W.Va|WV;Wisconsin|Wis|Wisc|WI;Wyoming|Wyo|WY
    District of Columbia|D.C|DC;Ontario|Ont|ON;Quebec|Que|QC;British Columbia|B.C|BC;Alberta|Alta|AB;Manitoba|Man|MB
    Saskatchewan|Sask|SK;Nova Scotia|N.S|NS;New Brunswick|N.B|NB
    """.strip().split("\n")
    for entry in line.strip().split(";")
    for state, *shorts in [entry.split("|")]
    for short in shorts
}
"""Full names of US states and Canadian provinces by AP and postal abbreviation, without the last point."""
