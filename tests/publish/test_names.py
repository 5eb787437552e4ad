import pytest

from casebook.publish.names import Known, names

MASKED = [
    ("Michael Mata, 26, said one of two suspects was wearing a costume.", "▓, 26, said one of two suspects"),
    ("one of Mata's closest friends, amateur boxer Luis Carrasco", "one of ▓'s closest friends, amateur boxer ▓"),
    ("Police Identify Man Killed In Shooting As John Doe", "Police Identify Man Killed In Shooting As ▓"),
    ("killed Mr. O'Neil and Abd al-Rahman bin Salman", "killed Mr. ▓ and ▓"),
    ("Al-Ansari had called for", "▓ had called for"),
    ("a cleric close to the Taliban, Mujibur Rahman Al-Ansari", "a cleric close to the Taliban, ▓"),
    ("Kremlin spokesman Dmitry Peskov", "Kremlin spokesman ▓"),
    ("Russian Foreign Minister Sergei Lavrov said", "Russian Foreign Minister ▓ said"),
    ("MAYOR BOHORQUEZ", "MAYOR ▓"),
    ("LOPEZ ALBUJAR", "▓"),
    ("KILLED HECTOR OQUELI", "KILLED ▓"),
    ("HECTOR OQUELI COLINDRES WAS KILLED BY UNKNOWN MEN", "▓ WAS KILLED BY UNKNOWN MEN"),
    ("Police Chief Gorden Eden", "Police Chief ▓"),
    ("Chief Bishop said", "Chief ▓ said"),
    ("Mr. King was shot", "Mr. ▓ was shot"),
    ("Sgt. Jesse Salame", "Sgt. ▓"),
    ("the Reverend Grace Akallo", "the Reverend ▓"),
    ("her son, Tyrone", "her son, ▓"),
    ("an 11-year-old girl named Maya", "an 11-year-old girl named ▓"),
    ("Maya, 11", "▓, 11"),
    ("Wechsler", "▓"),
    ("killed Jackson", "killed ▓"),
    ("shot at Carrasco", "shot at ▓"),
    ("the body of Juan de la Cruz", "the body of ▓"),
    ("J. Edgar Hoover and George W. Bush", "▓ and ▓"),
    ("Frank Lake was stabbed", "▓ was stabbed"),
    ("and then Brown was hit", "and then ▓ was hit"),
    ("Ministry of Interior official Ahmed Noor", "Ministry of Interior official ▓"),
    ("her neighbour Nyokabi wa Thiong'o saw it", "her neighbour ▓ wa ▓ saw it"),
    ("Dr Olena Kovalenko, who treated them", "Dr ▓, who treated them"),
    ("the suspect, identified as Marcus Hill", "the suspect, identified as ▓"),
    ("“Tell Amina I am alive,” he said", "“Tell ▓ I am alive,” he said"),
    ("witness Faith Otieno told the station", "witness ▓ told the station"),
    ("said Nguyen Van Troi's mother", "said ▓'s mother"),
    ("Élodie Kouassi, an aid worker", "▓, an aid worker"),
    ("Brandy Council, 41, was hit", "▓, 41, was hit"),
    ("Mayor Omani Free, 50", "Mayor ▓, 50"),
    ("OFFICE OF ALEKSANDR TRUSHIN", "OFFICE OF ▓"),
    ("JEFFREY BRENT BALL", "▓"),
    ("Lawrencia Barrett", "▓"),
    ("José Peña and Zoë Müller were taken", "▓ and ▓ were taken"),
]
KEPT = [
    "the “Islamic State” organization claimed",
    "THE FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN] IN SAN MIGUEL",
    "Jackson Memorial Hospital's Ryder Trauma Center",
    "in Boston's Roxbury neighborhood",
    "killed near Jackson",
    "On Monday, Kenyan police in Garissa",
    "Garissa police said",
    "the Garissa bus station",
    "Tana River Brigades",
    "Two ticket clerks and seven passengers",
    "St. Mary's Hospital",
    "ministry of defence of Kenya",
    "The United Nations mission in Afghanistan condemned the bombing",
    "two employees of the Russian embassy",
    "THE SHINING PATH AMBUSHED AN ARMY PATROL",
    "at least nine people were killed on 17 August",
    "Officials in eastern Angola on Wednesday lowered the death toll",
    "State Attorney office",
]


def shown(text: str, known: Known = Known()) -> str:  # noqa: B008  a frozen value
    for name in reversed(names(text, known)):
        text = f"{text[: name.start]}▓{text[name.end :]}"
    return text


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_a_name_of_a_person_is_found_whoever_it_is(text: str, masked: str) -> None:
    assert shown(text).startswith(masked)


@pytest.mark.parametrize("text", KEPT)
def test_bodies_places_peoples_days_and_roles_are_no_names(text: str) -> None:
    assert shown(text) == text


def test_a_name_known_from_elsewhere_is_found_where_a_sentence_opens_and_where_it_is_an_ordinary_word() -> None:
    private = Known(private=frozenset({"mark", "young"}))
    assert shown("Young said so") == "Young said so"
    assert shown("Young said so", private) == "▓ said so"
    assert shown("the young man said so", private) == "the young man said so"


def test_a_private_name_that_is_a_place_too_stays_only_where_it_is_told_as_a_place() -> None:
    both = Known(places=frozenset({"austin"}), private=frozenset({"austin"}))
    assert shown("Austin died in Austin", both) == "▓ died in Austin"


def test_where_all_is_written_small_a_word_that_nobody_knows_is_a_name() -> None:
    caseless = Known(caseless=True)
    assert shown("police said that wechsler was shot", caseless) == "police said that ▓ was shot"


def test_the_words_of_a_name_are_told_without_particles_and_initials() -> None:
    (name,) = names("the body of Juan M. de la Cruz")
    assert name.words == ("juan", "cruz")
