"""How the hard cases begin and end, on their real records: dates as sources give them, not as the program does.

Each expectation has its source beside it. The cases are those of the table in section 4 of the design; what they are
to single parties is in ``test_parties``.
"""

from __future__ import annotations

from tests.law.asking import defence, eve_of, held_by, on, owed, pairs, parties, positions, statuses
from treaty_registry.law.compiled_registry import CompiledRegistry
from treaty_registry.law.interpretations import Interpretations
from treaty_registry.law.withdrawal import clause_on


class TestExchangeOfInstruments:
    NEW, OLD = "2024-russia-dprk-strategic-partnership", "2000-russia-dprk-friendship"

    def test_it_enters_into_force_on_the_exchange(self, law: CompiledRegistry) -> None:
        # Interfax 5 Dec 2024 (KCNA): "from December 4, 2024 when the ratification instruments were exchanged"
        # duma.gov.ru: signed on 19 June
        days = "2024-06-18", "2024-06-19", "2024-12-03", "2024-12-04", "2026-11-22"
        assert statuses(law, self.NEW, *days) == ["not-signed", "signed", "signed", "in-force", "in-force"]
        # Maeil Shinmun 3 Nov 2000: in force by the exchange on the 30th of October; signed on 9 February (LA Times)
        older = "2000-02-08", "2000-02-09", "2000-10-29", "2000-10-30"
        assert statuses(law, self.OLD, *older) == ["not-signed", "signed", "signed", "in-force"]

    def test_the_new_treaty_ends_the_old_one(self, law: CompiledRegistry) -> None:
        # Interfax 5 Dec 2024: the older one "becomes invalid on the date of the ratification instruments' exchange"
        assert statuses(law, self.OLD, "2024-12-03", "2024-12-04") == ["in-force", "terminated"]
        assert positions(law, self.OLD, "RUS", "2024-12-03", "2024-12-04") == ["party", "ended"]

    def test_the_duties_of_defence_of_that_day_are_two_new_ones(self, law: CompiledRegistry) -> None:
        # Art. 4 (Korea Herald 20 June 2024); the treaty of 2000 "avait exclu l'intervention automatique" (AZERTAC)
        before, after = defence(law, "2024-12-03"), defence(law, "2024-12-04")
        assert after - before == {(self.NEW, "RUS", "PRK"), (self.NEW, "PRK", "RUS")}
        assert before - after == set()


class TestNorthAtlanticTreaty:
    NATO = "1949-north-atlantic-treaty"
    FOUNDERS = ("BEL", "CAN", "DNK", "FRA", "GBR", "ISL", "ITA", "LUX", "NLD", "NOR", "PRT", "USA")

    def test_it_enters_into_force_with_a_majority_and_the_named_states(self, law: CompiledRegistry) -> None:
        # NATO-Handbuch p. 606: "am 24. August 1949 in Kraft"; signed on 4 April
        days = "1949-04-03", "1949-04-04", "1949-08-23", "1949-08-24"
        assert statuses(law, self.NATO, *days) == ["not-signed", "signed", "signed", "in-force"]
        # Mróz, Informacja 572: "po złożeniu dokumentów ratyfikacyjnych przez wszystkie dwanaście państw"
        assert parties(law, self.NATO, "1949-08-24") == set(self.FOUNDERS)

    def test_later_parties_come_in_on_their_own_deposit(self, law: CompiledRegistry) -> None:
        joined = {
            "DEU": "1955-05-06",  # NATO: "on 6 May 1955, when the German instrument ... was officially deposited"
            "ESP": "1982-05-30",  # El País 31 May 1982: "el instrumento de adhesión"
            "POL": "1999-03-12",  # se.pl: ministers handed over "instrumenty ratyfikacyjne"
            "SVN": "2004-03-29",  # nato.gov.si: "deposited ... on 29 March 2004"
            "HRV": "2009-04-01",  # CRS RL34701: "On April 1, 2009 ... deposited"
            "MNE": "2017-06-05",  # ambasadat.gov.al: "upon depositing its instrument of accession"
            "MKD": "2020-03-27",  # mia.mk 27 March 2020
            "FIN": "2023-04-04",  # State Department 4 Apr 2023: "deposit of Finland's Instruments of Accession"
            "SWE": "2024-03-07",  # State Department in forumfreerussia.org 8 Mar 2024
        }
        for code, day in joined.items():
            eve = eve_of(day)
            assert positions(law, self.NATO, code, eve, day, "2026-11-22") == ["none", "party", "party"], code

    def test_of_two_accounts_of_an_accession_the_record_follows_the_depositarys(self, law: CompiledRegistry) -> None:
        # nato.int 2012: "members on the date of deposit ... 18 February 1952"; FRUS 1952-54 V/1 d142: on 15 February
        for code in ("GRC", "TUR"):
            found = positions(law, self.NATO, code, "1952-02-16", "1952-02-17", "1952-02-18")
            assert found == ["none", "none", "party"], code

    def test_leaving_the_command_is_not_leaving_the_treaty(self, law: CompiledRegistry) -> None:
        # SHAPE on 1966: "France remained an active member"; Expatica 2009: "resuming its full role in the alliance"
        assert positions(law, self.NATO, "FRA", "1966-07-01", "1980-01-01", "2009-04-05") == ["party"] * 3
        # FRUS 1969-76 XXX d25: units "withdrawn from assignment" on 14 August 1974, no more
        assert positions(law, self.NATO, "GRC", "1974-08-15", "1980-10-19") == ["party"] * 2
        assert {("FRA", "USA"), ("USA", "FRA")} <= pairs(law, self.NATO, "defence", "1980-01-01")

    def test_its_area_is_amended_with_the_first_accession(self, law: CompiledRegistry) -> None:
        # Protocol 1951 art. II adds Türkiye and the Mediterranean to art. 6; in force with the deposit of 18 Feb 1952
        scope = law.registry.treaties[self.NATO].final_clauses.territorial_scope
        before, after = (
            clause_on(scope, on(day), Interpretations(law.registry)) for day in ("1952-02-17", "1952-02-18")
        )
        assert before is not None
        assert after is not None
        assert "Mediterranean" not in str(before.area_name)
        assert "Mediterranean" in str(after.area_name)


class TestAccessionProtocols:
    GREECE, FINLAND = "1951-nato-greece-turkey-accession", "2022-nato-finland-accession"
    SWEDEN = "2022-nato-sweden-accession"

    def test_where_days_of_acceptance_are_unknown_so_is_the_day_of_entry(self, law: CompiledRegistry) -> None:
        # Senate Exec. Rept. 1 of 21 Jan 1952: the United States had not accepted yet; members on 18 Feb (nato.int)
        days = "1951-10-16", "1951-10-22", "1952-01-20", "1952-02-10", "1952-02-18"
        found = statuses(law, self.GREECE, *days)
        assert found == ["not-signed", "signed", "signed", "cannot-tell", "in-force"]

    def test_it_enters_into_force_with_the_last_acceptance_of_a_party(self, law: CompiledRegistry) -> None:
        # State Department 4 Apr 2023: "Türkiye deposited with me ... the protocol is now in force"
        assert statuses(law, self.FINLAND, "2023-04-03", "2023-04-04") == ["signed", "in-force"]
        # State Department 8 Mar 2024: "The Protocol entered into force on March 7, 2024"
        assert statuses(law, self.SWEDEN, "2024-03-06", "2024-03-07") == ["signed", "in-force"]

    def test_a_new_party_of_the_treaty_has_to_accept_too(self, law: CompiledRegistry) -> None:
        # Finland, 4 Apr 2023: "our ratification for Swedish membership. This is our first act as a member state."
        assert positions(law, self.SWEDEN, "FIN", "2023-04-03", "2023-04-04") == ["none", "consented"]


class TestNumbersDelaysAndShares:
    KYOTO, ROME, VIENNA = "1997-kyoto-protocol", "1998-rome-statute", "1969-vienna-convention-treaties"
    RIO = "1947-rio-treaty"

    def test_states_and_a_share_of_emissions(self, law: CompiledRegistry) -> None:
        # Annan, 18 Nov 2004: "it will, 90 days from tomorrow, on 16 February 2005"; open from 16 March 1998 (art. 24)
        days = "1998-03-15", "1998-03-16", "2005-02-15", "2005-02-16"
        assert statuses(law, self.KYOTO, *days) == ["not-signed", "signed", "signed", "in-force"]
        # InforMEA: deposits of 12 Dec 2007 -> 11 Mar 2008, 30 May 2007 -> 28 Aug 2007, 23 Mar 2005 -> 21 Jun 2005
        later = {"AUS": ("2008-03-10", "2008-03-11"), "HRV": ("2007-08-27", "2007-08-28")}
        for code, days_ in (later | {"COD": ("2005-06-20", "2005-06-21")}).items():
            assert positions(law, self.KYOTO, code, *days_) == ["consented", "party"], code

    def test_a_party_leaves_and_the_treaty_goes_on(self, law: CompiledRegistry) -> None:
        # Environment Canada: notified on 15 Dec 2011; effective 15 December 2012 (List of parties; RT: one year after)
        days = "2011-12-15", "2012-12-14", "2012-12-15"
        assert positions(law, self.KYOTO, "CAN", *days) == ["party", "party", "withdrawn"]
        assert statuses(law, self.KYOTO, "2012-12-15") == ["in-force"]

    def test_a_number_a_delay_and_the_first_of_a_month(self, law: CompiledRegistry) -> None:
        # UNTC XVIII-10: "Entry into force: 1 July 2002, in accordance with article 126"; iccnow.org: ten on 11 April
        days = "1998-07-16", "1998-07-17", "2002-06-30", "2002-07-01"
        assert statuses(law, self.ROME, *days) == ["not-signed", "signed", "signed", "in-force"]

    def test_later_parties_wait_as_long(self, law: CompiledRegistry) -> None:
        entered = {
            "AUS": "2002-09-01",  # List of parties: 1 Sep 2002 (deposited on 1 July)
            "BDI": "2004-12-01",  # Embassy: party from 1 December 2004
            "CIV": "2013-05-01",  # Aviso 1/2014
            "SLV": "2016-06-01",  # Aviso 43/2017
            "KIR": "2020-02-01",  # CICC: 26 Nov 2019 / 1 Feb 2020
            "ARM": "2024-02-01",  # Vestnik Kavkaza
            "UKR": "2025-01-01",  # CICC: 25 Oct 2024 / 1 Jan 2025
        }
        for code, day in entered.items():
            eve = eve_of(day)
            assert positions(law, self.ROME, code, eve, day) == ["consented", "party"], code

    def test_notices_take_effect_a_year_later_unless_revoked(self, law: CompiledRegistry) -> None:
        # Aviso 28/2018: Burundi "produz efeitos ... no dia 27 de outubro de 2017"
        assert positions(law, self.ROME, "BDI", "2017-10-26", "2017-10-27") == ["party", "withdrawn"]
        # ICC 20 March 2018: "had on 17 March 2018 deposited"; art. 127: one year after receipt
        assert positions(law, self.ROME, "PHL", "2019-03-16", "2019-03-17") == ["party", "withdrawn"]
        # icc-cpi.int: "withdrawal of Hungary, effective as of 2 June 2026"
        assert positions(law, self.ROME, "HUN", "2026-06-01", "2026-06-02") == ["party", "withdrawn"]
        # Aviso 71/2018 and Inquirer: revoked on 10 Feb 2017 and in March 2017
        for code in ("GMB", "ZAF"):
            assert positions(law, self.ROME, code, "2017-11-10", "2026-11-22") == ["party", "party"], code

    def test_a_number_and_thirty_days(self, law: CompiledRegistry) -> None:
        # UNTS 18232 note 1: "on the thirtieth day following the date of deposit of the thirty-fifth instrument"
        days = "1969-05-22", "1969-05-23", "1980-01-26", "1980-01-27"
        assert statuses(law, self.VIENNA, *days) == ["not-signed", "signed", "signed", "in-force"]
        # vyhláška 15/1988 Sb.: "Pro ČSSR ... 28. srpna 1987"; Dz.U. 1990/74/440: "1 sierpnia 1990 r."; B.S.: 01-10-1992
        assert positions(law, self.VIENNA, "CSK", "1987-08-27", "1987-08-28") == ["consented", "party"]
        assert positions(law, self.VIENNA, "POL", "1990-07-31", "1990-08-01") == ["consented", "party"]
        assert positions(law, self.VIENNA, "BEL", "1992-09-30", "1992-10-01") == ["consented", "party"]

    def test_two_thirds_of_the_signatories(self, law: CompiledRegistry) -> None:
        # OAS B-29: entry into force 12/03/48, Costa Rica's deposit the same day; 62 Stat. 1681: "December 3, 1948"
        days = "1947-09-01", "1947-09-02", "1948-12-02", "1948-12-03"
        assert statuses(law, self.RIO, *days) == ["not-signed", "signed", "signed", "in-force"]
        assert positions(law, self.RIO, "USA", "1948-12-02", "1948-12-03") == ["consented", "party"]
        assert positions(law, self.RIO, "CRI", "1948-12-02", "1948-12-03") == ["signatory", "party"]
        # OAS B-29: deposits of Cuba 12/09/48 and Chile 02/09/49
        assert positions(law, self.RIO, "CUB", "1948-12-08", "1948-12-09") == ["signatory", "party"]
        assert positions(law, self.RIO, "CHL", "1949-02-08", "1949-02-09") == ["signatory", "party"]


class TestNamedStatesThatDoNotAllRatify:
    CTBT = "1996-ctbt"

    def test_it_stays_signed(self, law: CompiledRegistry) -> None:
        # UNTC XXVI-4: 44 states of annex 2 have to ratify; opened on 24 September 1996
        days = "1996-09-23", "1996-09-24", "2000-07-01", "2026-11-22"
        assert statuses(law, self.CTBT, *days) == ["not-signed", "signed", "signed", "signed"]
        missing = law.status(self.CTBT, on("2026-11-22")).standing.reasons[-1].parties
        # UNTC table of 2026-02-03: no deposit in these rows of annex 2
        assert set(missing) == {"CHN", "EGY", "IND", "IRN", "ISR", "PAK", "PRK", "RUS", "USA"}

    def test_a_ratification_that_is_revoked_leaves_the_signature(self, law: CompiledRegistry) -> None:
        # UNTC: 30 Jun 2000; Interfax 3 Nov 2023: message "sent ... to the depositary", Russia "remains a signatory"
        days = "2000-06-29", "2000-06-30", "2023-11-02", "2023-11-03"
        found = positions(law, self.CTBT, "RUS", *days)
        assert found == ["signatory", "consented", "consented", "signatory"]


class TestPactOf1939:
    PACT, SECRET = "1939-german-soviet-pact", "1939-german-soviet-secret-protocol"

    def test_it_enters_into_force_on_signature_whatever_follows(self, law: CompiledRegistry) -> None:
        # TC-25: "became effective on August 23, 1939 in accordance with its Article VII" (instruments: 24 September)
        assert statuses(law, self.PACT, "1939-08-22", "1939-08-23", "1939-09-24") == [
            "not-signed",
            "in-force",
            "in-force",
        ]

    def test_war_ends_it(self, law: CompiledRegistry) -> None:
        # Congress of People's Deputies 1989, point 4: it lost its force "в момент нападения"
        assert statuses(law, self.PACT, "1941-06-21", "1941-06-22") == ["in-force", "terminated"]

    def test_a_protocol_declared_void_is_disputed_while_it_may_have_bound(self, law: CompiledRegistry) -> None:
        # Resolution of 24 Dec 1989, point 7: the protocols are "недействительными" from the moment of signature
        days = "1939-08-22", "1939-08-23", "1941-06-21", "1941-06-22"
        assert statuses(law, self.SECRET, *days) == ["not-signed", "disputed", "disputed", "terminated"]
        found = held_by(law.status(self.SECRET, on("1940-01-01")))
        assert found[""] == "in-force"
        assert {code for by, code in found.items() if "SUN" in by} == {"never-in-force"}


class TestTermsAndNotices:
    JAPAN, BRUSSELS, PROTOCOL = "1960-us-japan-security", "1948-brussels-treaty", "1954-brussels-treaty-protocol"
    USSR, CHINA = "1961-ussr-dprk-friendship", "1961-china-dprk-friendship"

    def test_a_term_that_is_a_minimum_ends_nothing_by_itself(self, law: CompiledRegistry) -> None:
        # Time 4 July 1960: "the treaty at last went into force" on the exchange of 23 June; Japan, 22 June 1970: upheld
        days = "1960-01-19", "1960-06-22", "1960-06-23", "1970-06-23", "2026-11-22"
        assert statuses(law, self.JAPAN, *days) == ["signed", "signed", "in-force", "in-force", "in-force"]

    def test_after_fifty_years_it_ends_by_agreement(self, law: CompiledRegistry) -> None:
        # Hansard 16 April 1996: 25 August 1948; wetten.overheid.nl: "Geldend van 06-05-1955 t/m 29-06-2011"
        days = "1948-03-17", "1948-08-24", "1948-08-25", "1998-08-25", "2011-06-29", "2011-06-30"
        found = statuses(law, self.BRUSSELS, *days)
        assert found == ["signed", "signed", "in-force", "in-force", "in-force", "terminated"]
        # WEU Presidency 2010: "avons collectivement pris la décision de mettre fin au traité": it ended, nobody left
        assert positions(law, self.BRUSSELS, "BEL", "2011-06-29", "2011-06-30") == ["party", "ended"]
        assert positions(law, self.BRUSSELS, "FRA", "2011-06-29", "2011-06-30") == ["party", "ended"]

    def test_it_is_joined_under_protocols(self, law: CompiledRegistry) -> None:
        # CVCE: 6 May 1955, with the accession of West Germany and Italy; Trb. 1995, 102: 27 March 1990, 6 March 1995
        assert statuses(law, self.PROTOCOL, "1954-10-23", "1955-05-05", "1955-05-06") == [
            "signed",
            "signed",
            "in-force",
        ]
        joined = {
            "DEU": "1955-05-06",
            "ITA": "1955-05-06",
            "ESP": "1990-03-27",
            "PRT": "1990-03-27",
            "GRC": "1995-03-06",
        }
        for code, day in joined.items():
            eve = eve_of(day)
            assert code not in parties(law, self.BRUSSELS, eve)
            assert code in parties(law, self.BRUSSELS, day)

    def test_articles_are_renumbered(self, law: CompiledRegistry) -> None:
        # Protocol I art. III: "Articles IV, V, VI and VII ... will become respectively Articles V, VI, VII and VIII"
        for day, numbers in (("1955-05-05", ("IV", "V")), ("1955-05-06", ("V", "VI"))):
            found = [one for one in owed(law, self.BRUSSELS, "mutual-assistance", day) if one.obligor == "FRA"]
            assert {one.articles for one in found} == {numbers}

    def test_tacit_renewal_until_notice(self, law: CompiledRegistry) -> None:
        # worldjpn: "1961年9月10日発効"; Hankook Ilbo 8 Sep 1995: it loses its effect on 10 September of next year
        days = "1961-07-06", "1961-09-09", "1961-09-10", "1971-09-10", "1995-08-06", "1996-09-10"
        assert statuses(law, self.USSR, *days) == ["signed", "signed", *["in-force"] * 3, "terminated"]
        # Note of 13 Jan 1992 (HCCH): Russia performs all agreements of the USSR
        assert positions(law, self.USSR, "RUS", "1992-01-13", "1996-09-10") == ["party", "ended"]

    def test_conflicting_accounts_of_an_end_are_told_apart(self, law: CompiledRegistry) -> None:
        # Karasin on 9 Nov 1995: no longer any force (Hankook Ilbo 11 Nov 1995); the press had 10 September 1996
        answer = law.status(self.USSR, on("1996-09-09"))
        assert answer.code == "disputed"
        assert held_by(answer) == {"": "in-force", "RUS": "terminated"}

    def test_conflicting_accounts_of_a_renewal_leave_a_treaty_without_term_in_force(
        self, law: CompiledRegistry
    ) -> None:
        # Global Times 7 July 2021: "will remain in effect all the time until ... an agreement to amend or terminate it"
        days = "1961-07-11", "1961-09-09", "1961-09-10", "1981-09-10", "2021-09-10", "2026-11-22"
        assert statuses(law, self.CHINA, *days) == ["signed", "signed", *["in-force"] * 4]
        assert law.registry.treaties[self.CHINA].final_clauses.duration[0].conflicts  # type: ignore[index]


class TestCollectiveSecurityTreaty:
    TREATY, PROTOCOL = "1992-collective-security-treaty", "1999-collective-security-prolongation"

    def test_its_term_ends_party_by_party(self, law: CompiledRegistry) -> None:
        # CSTO 2020: "entered into force ... on April 20, 1994"
        assert statuses(law, self.TREATY, "1992-05-15", "1994-04-19", "1994-04-20") == ["signed", "signed", "in-force"]
        # Protocol 1999: the term "истекает 20 апреля 1999 года"; CSTO: "Azerbaijan, Georgia and Uzbekistan ceased"
        for code in ("AZE", "GEO", "UZB"):
            assert positions(law, self.TREATY, code, "1999-04-20", "1999-04-21") == ["party", "withdrawn"], code

    def test_a_later_protocol_prolongs_it_for_some_retroactively(self, law: CompiledRegistry) -> None:
        # Protocol 1999, point 3: it prolongs the treaty from 21 April 1999; preamble of 2010: in force 22 March 2000
        assert statuses(law, self.PROTOCOL, "1999-04-02", "2000-03-21", "2000-03-22") == [
            "signed",
            "signed",
            "in-force",
        ]
        for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"):
            assert positions(law, self.TREATY, code, "1999-04-21", "2000-03-21", "2009-01-01") == ["party"] * 3, code
        assert statuses(law, self.TREATY, "1999-04-21") == ["in-force"]

    def test_who_returns_on_an_unknown_day_is_not_called_a_party(self, law: CompiledRegistry) -> None:
        # Jamestown Monitor: "outside the framework of the treaty"; Bordyuzha 17.8.2006: "de facto and de jure" back
        assert positions(law, self.TREATY, "UZB", "2003-01-01", "2006-01-01") == ["withdrawn", "withdrawn"]
        # RIA 28.3.2008: law on joining the protocol of prolongation; the day of its deposit was not found
        assert positions(law, self.TREATY, "UZB", "2012-01-01") == ["cannot-tell"]

    def test_a_freeze_without_a_legal_act_changes_nothing(self, law: CompiledRegistry) -> None:
        # Asbarez 23.2.2024 (Peskov): "has not taken any official action"; Tasmagambetov: "remains a full member"
        assert positions(law, self.TREATY, "ARM", "2024-02-23", "2026-11-22") == ["party", "party"]


class TestWarsawPact:
    PACT = "1955-warsaw-pact"

    def test_it_enters_into_force_with_the_last_deposit(self, law: CompiledRegistry) -> None:
        # Zákon 45/1955: "posledna z nich 4. juna 1955, vstupila zmluva podla svojho clanku 10 do platnosti 4. junom"
        assert statuses(law, self.PACT, "1955-05-14", "1955-06-03", "1955-06-04") == ["signed", "signed", "in-force"]

    def test_it_is_prolonged_and_ends_by_agreement(self, law: CompiledRegistry) -> None:
        # Protocol of 26 April 1985: twenty years more (in force 31 May); Prague, 1 July 1991: Havel "od tejto chvíle
        # neexistuje" (teraz.sk)
        days = "1985-06-05", "1991-06-30", "1991-07-01"
        assert statuses(law, self.PACT, *days) == ["in-force", "in-force", "terminated"]

    def test_single_parties_leave(self, law: CompiledRegistry) -> None:
        # bpb: "am 13. 9. 1968 tritt Albanien aus dem Pakt aus" (NATO 1971 has the 12th)
        assert positions(law, self.PACT, "ALB", "1968-09-11", "1968-09-13") == ["party", "withdrawn"]
        # Resolution 54/1990: the intervention of 1956 kept Hungary's declaration from taking effect
        assert positions(law, self.PACT, "HUN", "1956-11-02", "1957-01-01", "1991-06-30") == ["party"] * 3


class TestOldUncertainDates:
    TREATY = "1373-anglo-portuguese"

    def test_it_is_in_force_for_its_continuing_parties(self, law: CompiledRegistry) -> None:
        # Museu da Presidência: "a 16 de junho de 1373"; Heath 29 Jan 1962: "The Treaty is, of course, still in force"
        days = "1373-06-15", "1373-06-16", "1500-01-01", "1962-01-29", "2026-11-22"
        assert statuses(law, self.TREATY, *days) == ["not-signed", *["in-force"] * 4]
        assert positions(law, self.TREATY, "GBR", "1707-04-30", "1962-01-29") == ["none", "party"]
        assert positions(law, self.TREATY, "ENG", "1707-04-30", "1962-01-29") == ["party", "continued"]

    def test_a_suspension_between_vague_years_has_vague_ends(self, law: CompiledRegistry) -> None:
        # Prestage (TRHS 1934): "in abeyance from 1580 to 1640"
        days = "1579-12-31", "1580-06-01", "1600-01-01", "1640-06-01", "1641-01-01"
        found = [law.status(self.TREATY, on(day)).standing.code for day in days]
        assert found == ["in-force", "cannot-tell", "suspended", "cannot-tell", "in-force"]
