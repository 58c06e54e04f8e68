"""The form and the builder make queries, and show queries again."""

from __future__ import annotations

from hypothesis import assume, given, settings

from muniment.search.query import advanced, builder
from muniment.search.query.advanced import AdvancedForm, form_of, query_of
from muniment.search.query.builder import Connective, How, Row, rows_of
from muniment.search.query.parser import MOST_CHARACTERS, parse
from muniment.search.query.shapes import parts_of
from muniment.search.query.tree import Node
from muniment.search.query.writer import write
from tests.search.query.trees import trees


def test_all_boxes_make_one_query() -> None:
    form = AdvancedForm(
        all="munich treaty",
        phrase="peace in our time",
        any="hitler mussolini",
        exact="form",
        none="spain",
        near="secret protocol",
        distance="3",
        title="note OR letter",
        author="maisky",
        to="litvinov",
        person="halifax",
        place="London",
        subject="war",
        ref="06",
        description="typescript",
        since="1939-03",
        until="1939-09",
        within="british-documents",
        lang="ru",
        type="record of conversation",
        voice="note",
        origin="edited",
        image="yes",
    )
    query = query_of(form)
    assert query == (
        'munich treaty "peace in our time" (hitler OR mussolini) '
        "'form' -spain \"secret protocol\"~3 "
        "title:(note OR letter) author:maisky to:litvinov person:halifax place:London subject:war "
        "ref:06 description:typescript in:british-documents lang:ru "
        'type:"record of conversation" voice:note origin:edited image:yes '
        "date:[1939-03 TO 1939-09]"
    )
    parsed = parse(query)
    assert parsed.mistakes == ()
    assert form_of(parsed.tree) == form


def test_an_empty_form_asks_for_everything() -> None:
    assert query_of(AdvancedForm()) == ""
    assert form_of(parse("").tree) == AdvancedForm()


def test_a_date_that_is_none_is_told_of_in_the_results() -> None:
    query = query_of(AdvancedForm(all="munich", since="soon", until="1939"))
    assert query == "munich date:[soon TO 1939]"
    assert [m.code for m in parse(query).mistakes] == ["not_a_date"]


def test_a_form_is_taken_from_an_address() -> None:
    form = AdvancedForm.of({"all": " munich ", "lang": "ru", "page": "2"})
    assert form == AdvancedForm(all="munich", lang="ru")


def test_what_has_no_box_stands_with_the_words_as_it_is_typed() -> None:
    form = form_of(parse("munich biography:treaty (a OR b c) 'form' author:(x OR y)").tree)
    assert form.all == "munich biography:treaty (a OR b c)"
    assert form.exact == "form"
    assert form.author == "x OR y"


@given(trees)
@settings(max_examples=300, deadline=None)
def test_a_query_comes_back_from_the_form_with_the_same_parts(tree: Node) -> None:
    assume(len(write(tree)) < MOST_CHARACTERS / 2)
    assert set(parts_of(advanced.tree_of(form_of(tree)))) == set(parts_of(tree))


@given(trees)
@settings(max_examples=300, deadline=None)
def test_a_query_comes_back_from_the_builder_as_itself(tree: Node) -> None:
    assume(len(write(tree)) < MOST_CHARACTERS / 2)
    assert builder.tree_of(rows_of(tree)) == tree


def test_rows_make_a_query() -> None:
    rows = (
        Row(words="munich treaty"),
        Row(field="author", how=How.ANY, words="maisky litvinov"),
        Row(how=How.NONE, words="spain"),
        Row(Connective.OR, how=How.NEAR, words="secret protocol", distance=3),
        Row(field="title", how=How.EXACT, words="note"),
        Row(field="lang", how=How.ANY, words="ru en"),
        Row(field="year", words="1939-1941"),
        Row(field="place"),
    )
    assert write(builder.tree_of(rows)) == (
        'munich treaty author:(maisky OR litvinov) -spain OR "secret protocol"~3 '
        "title:'note' lang:(ru OR en) year:1939-1941"
    )


def test_a_query_is_shown_in_rows() -> None:
    tree = parse('munich treaty -(spain OR italy) OR title:(note OR letter) "a b" lang:ru').tree
    assert rows_of(tree) == (
        Row(words="munich treaty"),
        Row(how=How.NONE, words="spain italy"),
        Row(Connective.OR, "title", How.ANY, "note letter"),
        Row(how=How.PHRASE, words="a b"),
        Row(field="lang", words="ru"),
    )
