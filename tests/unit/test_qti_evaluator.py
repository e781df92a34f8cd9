"""The published rules of QTI 2.1, each with a small package of its own."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.support.evaluators import qti
from tests.support.evaluators.asked import Chosen, RefusedError, Typed
from tests.support.evaluators.asking import marks, only

MAP = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
CHOICES = "".join(f'<simpleChoice identifier="{one}">{one.lower()}</simpleChoice>' for one in "ABC")
BOXES = f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">{CHOICES}'
BOXES += "</choiceInteraction>"
BUTTONS = f'<choiceInteraction responseIdentifier="RESPONSE">{CHOICES}</choiceInteraction>'
FIELD = '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'


def package(  # noqa: PLR0913 - the parts of an item
    body: str,
    mapping: str = "",
    *,
    correct: str = "",
    cardinality: str = "single",
    base: str = "identifier",
    processing: str = f'<responseProcessing template="{MAP}"/>',
) -> bytes:
    """A package with one item."""
    values = "".join(f"<value>{one}</value>" for one in correct)
    declared = f"<correctResponse>{values}</correctResponse>" if correct else ""
    item = (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="q"'
        ' adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE"'
        f' cardinality="{cardinality}" baseType="{base}">{declared}{mapping}</responseDeclaration>'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"<itemBody>{body}</itemBody>{processing}</assessmentItem>"
    )
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources><resource'
        ' identifier="q" type="imsqti_item_xmlv2p1" href="q.xml"/></resources></manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("imsmanifest.xml", manifest)
        packed.writestr("q.xml", item)
    return file.getvalue()


def entries(attributes: str, **values: float) -> str:
    """A mapping of these values."""
    each = "".join(f'<mapEntry mapKey="{key}" mappedValue="{one}"/>' for key, one in values.items())
    return f"<mapping {attributes}>{each}</mapping>"


def qti_choice(data: bytes) -> Chosen:
    """The item of a package, which offers its answers."""
    asked = only(qti.read(data))
    assert isinstance(asked, Chosen)
    return asked


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('lowerBound="0" upperBound="1"', [0.0, 0.75, 1.0, 0.5, 0.0]),
        ('lowerBound="0"', [0.0, 0.75, 1.5, 0.5, 0.0]),
        ("", [0.0, 0.75, 1.5, 0.5, -0.25]),
        ('defaultValue="0.25"', [0.0, 0.75, 1.5, 0.5, -0.25]),
    ],
)
def test_a_mapping_of_qti_adds_up_within_its_bounds(attributes: str, expected: list[float]) -> None:
    """Without a bound there is none."""
    mapping = entries(attributes, A=0.75, B=0.75, C=-0.25)
    asked = qti_choice(package(BOXES, mapping, cardinality="multiple"))

    assert asked.several
    assert expected == marks(asked, "", "a", "ab", "ac", "c")


def test_a_value_of_qti_without_an_entry_has_the_default() -> None:
    """Which is 0 if it is not given."""
    asked = qti_choice(package(BOXES, entries('defaultValue="-1"', A=1), cardinality="multiple"))
    other = qti_choice(package(BOXES, entries("", A=1), cardinality="multiple"))

    assert [1.0, 0.0, -1.0] == marks(asked, "a", "ab", "abc")
    assert [1.0, 1.0] == marks(other, "a", "abc")


def test_the_bounds_of_qti_are_for_containers() -> None:
    """A single value gives what its entry says."""
    asked = qti_choice(package(BUTTONS, entries('lowerBound="0"', A=1, B=-0.5)))

    assert not asked.several
    assert [1.0, -0.5, 0.0] == marks(asked, "a", "b", "c")


@pytest.mark.parametrize(("cased", "mark"), [("true", 0.0), ("false", 1.0), ("1", 0.0), ("0", 1.0)])
def test_an_entry_of_qti_says_whether_case_counts(cased: str, mark: float) -> None:
    """Spaces count always, and a star is a star."""
    mapping = f'<mapping><mapEntry mapKey="Re*" mappedValue="1" caseSensitive="{cased}"/></mapping>'
    asked = only(qti.read(package(FIELD, mapping, base="string")))

    assert isinstance(asked, Typed)
    assert [1.0, mark, 0.0, 0.0, 0.0] == [
        asked.mark(text) for text in ("Re*", "re*", " Re*", "Reload", "")
    ]


def test_an_entry_of_qti_that_does_not_say_it_is_refused() -> None:
    """The schema and the players differ."""
    with pytest.raises(RefusedError, match="whether case counts"):
        qti.read(package(FIELD, entries("", reload=1), base="string"))


def test_match_correct_of_qti_is_everything_or_nothing() -> None:
    """The order does not count, and a part is nothing."""
    processing = f'<responseProcessing template="{MATCH}"/>'
    asked = qti_choice(package(BOXES, correct="BA", cardinality="multiple", processing=processing))

    assert [1.0, 0.0, 0.0, 0.0] == marks(asked, "ab", "a", "abc", "")


def test_rules_of_qti_are_followed_in_their_order() -> None:
    """The first branch whose condition is true, and the last value that is set."""
    processing = """<responseProcessing>
      <setOutcomeValue identifier="SCORE"><baseValue baseType="float">0.1</baseValue>
      </setOutcomeValue>
      <responseCondition>
        <responseIf><match><variable identifier="RESPONSE"/>
            <baseValue baseType="identifier">A</baseValue></match>
          <setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>
            <mapResponse identifier="RESPONSE"/></sum></setOutcomeValue></responseIf>
        <responseElseIf><not><isNull><variable identifier="RESPONSE"/></isNull></not>
          <setOutcomeValue identifier="SCORE"><max><baseValue baseType="float">0</baseValue>
            <baseValue baseType="float">-1</baseValue></max></setOutcomeValue>
          <exitResponse/></responseElseIf>
      </responseCondition>
      <responseCondition><responseIf><isNull><variable identifier="RESPONSE"/></isNull>
        <exitResponse/></responseIf></responseCondition>
      <setOutcomeValue identifier="SCORE"><product><variable identifier="SCORE"/>
        <baseValue baseType="float">2</baseValue></product></setOutcomeValue>
    </responseProcessing>"""
    asked = qti_choice(package(BUTTONS, entries("", A=0.3, B=1), processing=processing))

    assert [0.8, 0.0, 0.1] == marks(asked, "a", "b", "")


def test_an_empty_field_of_qti_is_no_response() -> None:
    """So the template doesn't map it, and the default is for other texts."""
    mapping = (
        '<mapping defaultValue="0.25"><mapEntry mapKey="a" mappedValue="1" caseSensitive="1"/>'
    )
    asked = only(qti.read(package(FIELD, mapping + "</mapping>", base="string")))

    assert isinstance(asked, Typed)
    assert [0.0, 0.25, 1.0] == [asked.mark(text) for text in ("", "b", "a")]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("<not>{a}</not>", [0.0, 1.0, 0.0]),
        ("<isNull>{a}</isNull>", [0.0, 0.0, 1.0]),
        ("<isNull><and>{a}{no}</and></isNull>", [0.0, 0.0, 0.0]),
        ("<isNull><and>{a}{yes}</and></isNull>", [0.0, 0.0, 1.0]),
        ("<isNull><or>{a}{no}</or></isNull>", [0.0, 0.0, 1.0]),
        ("<or>{a}{yes}</or>", [1.0, 1.0, 1.0]),
        ("<and>{a}{yes}</and>", [1.0, 0.0, 0.0]),
    ],
)
def test_null_is_neither_true_nor_false_in_qti(condition: str, expected: list[float]) -> None:
    """A comparison with no response is NULL, and so is what depends on it."""
    written = condition.format(
        a='<match><variable identifier="RESPONSE"/>'
        '<baseValue baseType="identifier">A</baseValue></match>',
        yes='<baseValue baseType="boolean">true</baseValue>',
        no='<baseValue baseType="boolean">false</baseValue>',
    )
    processing = (
        f"<responseProcessing><responseCondition><responseIf>{written}<setOutcomeValue"
        ' identifier="SCORE"><baseValue baseType="integer">1</baseValue></setOutcomeValue>'
        "</responseIf></responseCondition></responseProcessing>"
    )

    assert expected == marks(qti_choice(package(BUTTONS, processing=processing)), "a", "b", "")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (package(BOXES, entries("", A=1)), "keeps one"),
        (package(BUTTONS, "<mapping/>"), "no entry"),
        (package(BUTTONS), "no mapping"),
        (package(BUTTONS + BUTTONS, entries("", A=1)), "one interaction"),
        (package("<p/>", entries("", A=1)), "one interaction"),
        (package(BUTTONS, processing="<responseProcessing template='x'/>"), "neither"),
        (
            package(BUTTONS, processing="<responseProcessing><random/></responseProcessing>"),
            "random",
        ),
        (package(BUTTONS, processing=""), "no response processing"),
    ],
)
def test_an_item_of_qti_that_leaves_its_mark_open_is_refused(data: bytes, fault: str) -> None:
    """Whoever plays it would do something else."""
    with pytest.raises(RefusedError, match=fault):
        qti_choice(data).mark(frozenset({0}))


def test_a_reader_of_qti_chooses_as_many_as_the_item_allows() -> None:
    """One, unless `maxChoices` says otherwise."""
    body = BOXES.replace('maxChoices="0"', 'maxChoices="2"')
    asked = qti_choice(package(body, entries("", A=1), cardinality="multiple"))

    assert [1.0] == marks(asked, "ab")
    with pytest.raises(RefusedError, match="choose 2 only"):
        asked.mark(frozenset({0, 1, 2}))
