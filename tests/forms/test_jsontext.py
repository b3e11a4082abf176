"""The quick writer writes what the standard library would."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.jsontext import written

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_every_value_is_written_as_json_dumps_does(value: object) -> None:
    assert written(value) == json.dumps(value, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("text", ['引"号', "反\\斜", "换\n行", "\x07", "\u2028", "𠮷"])
def test_what_cannot_stand_in_a_text_is_escaped(text: str) -> None:
    assert json.loads(written({text: [text]})) == {text: [text]}
