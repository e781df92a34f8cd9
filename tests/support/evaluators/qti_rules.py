"""The response processing of QTI 2.1: rules and expressions.

The names are those of the information model, sections 8 (response processing) and 15 (expressions).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tests.support.evaluators.asked import RefusedError
from tests.support.evaluators.qti_declarations import Declaration, Value

TEMPLATES = {
    "match_correct": """<responseProcessing><responseCondition>
        <responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
            <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>
            </setOutcomeValue></responseIf>
        <responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue>
            </setOutcomeValue></responseElse></responseCondition></responseProcessing>""",
    "map_response": """<responseProcessing><responseCondition>
        <responseIf><isNull><variable identifier="RESPONSE"/></isNull>
            <setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue>
            </setOutcomeValue></responseIf>
        <responseElse><setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/>
            </setOutcomeValue></responseElse></responseCondition></responseProcessing>""",
}
"""What the two standard templates stand for, as JQTI+ reads them."""


@dataclass(frozen=True)
class Variables:
    """What the rules read and set.

    Attributes:
        declared: the declarations of the responses.
        responses: their values.
        outcomes: the values of the outcomes, which change.
    """

    declared: dict[str, Declaration]
    responses: dict[str, Value]
    outcomes: dict[str, Value]


class _Exit(Exception):  # noqa: N818 - it is the end, and not an error
    """Ends the processing (`exitResponse`)."""


def template(address: str) -> ET.Element:
    """The rules that a standard template stands for."""
    prefix = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
    if address.removeprefix(prefix) not in TEMPLATES or not address.startswith(prefix):
        raise RefusedError(f"{address} is neither {' nor '.join(TEMPLATES)}")
    return ET.fromstring(TEMPLATES[address.removeprefix(prefix)])


def process(rules: ET.Element, variables: Variables) -> None:
    """Follow the rules of a `responseProcessing`."""
    try:
        follow(rules, variables)
    except _Exit:
        return


def follow(rules: Sequence[ET.Element] | ET.Element, variables: Variables) -> None:
    """Follow rules in their order."""
    for rule in rules:
        if rule.tag == "setOutcomeValue":
            (expression,) = rule
            if rule.attrib["identifier"] not in variables.outcomes:
                raise RefusedError(f"no outcome {rule.get('identifier')} is declared")
            variables.outcomes[rule.attrib["identifier"]] = value(expression, variables)
        elif rule.tag == "responseCondition":
            for branch in rule:
                if branch.tag == "responseElse":
                    follow(branch, variables)
                    break
                if value(branch[0], variables) is True:
                    follow(branch[1:], variables)
                    break
        elif rule.tag == "exitResponse":
            raise _Exit
        else:
            raise RefusedError(f"the rule <{rule.tag}> is not evaluated here")


def value(element: ET.Element, variables: Variables) -> Value:  # noqa: PLR0911 - a case each
    """Evaluate an expression."""
    name = element.get("identifier", "")
    if element.tag == "baseValue":
        return constant(element)
    if element.tag == "null":
        return None
    if element.tag == "variable":
        return (variables.responses | variables.outcomes)[name]
    if element.tag == "correct":
        return variables.declared[name].correct
    if element.tag == "mapResponse":
        return mapped(variables.declared[name], variables.responses[name])
    operands = [value(operand, variables) for operand in element]
    if element.tag == "isNull":
        return operands[0] is None
    if element.tag == "multiple":
        return contained(operands)
    if element.tag in ("and", "or"):
        return joined(operands, decisive=element.tag == "or")
    if element.tag not in OPERATORS:
        raise RefusedError(f"the expression <{element.tag}> is not evaluated here")
    return None if None in operands else OPERATORS[element.tag](*operands)


def constant(element: ET.Element) -> Value:
    """A `baseValue`."""
    base, text = element.get("baseType"), element.text or ""
    if base in ("float", "integer"):
        return float(text)
    return text == "true" if base == "boolean" else text


def mapped(declared: Declaration, response: Value) -> Value:
    """A `mapResponse`; for NULL, the default of the mapping, within the bounds."""
    if declared.mapping is None:
        raise RefusedError(f"{declared.name} has no mapping")
    if isinstance(response, str):
        return declared.mapping.of(response)
    if isinstance(response, tuple):
        return declared.mapping.of_all(response)
    return declared.mapping.of_null()


def contained(operands: Sequence[Value]) -> Value:
    """A `multiple`: a container of values and of the values of containers, without NULL."""
    values: list[str] = []
    for operand in operands:
        values += (
            operand if isinstance(operand, tuple) else [operand] if isinstance(operand, str) else []
        )
    return tuple(values) or None


def joined(operands: Sequence[Value], *, decisive: bool) -> Value:
    """An `and` or an `or`: one decisive operand decides, otherwise NULL does."""
    if decisive in operands:
        return decisive
    return None if None in operands else not decisive


def same(first: Value, second: Value) -> bool:
    """A `match`: the order of a container does not count."""
    if isinstance(first, tuple) and isinstance(second, tuple):
        return sorted(first) == sorted(second)
    return first == second


OPERATORS: dict[str, Callable[..., Value]] = {
    "match": same,
    "not": operator.not_,
    "sum": lambda *numbers: math.fsum(numbers),
    "product": lambda *numbers: math.prod(numbers),
    "subtract": operator.sub,
    "divide": lambda dividend, divisor: dividend / divisor if divisor else None,
    "min": min,
    "max": max,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "member": lambda member, container: member in container,
    "contains": lambda container, others: set(others) <= set(container),
}
"""The operators that are NULL where an operand is."""
