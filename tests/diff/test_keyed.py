"""The fewest moves: by runs where few have moved, by sorting out all numbers else."""

from hypothesis import given
from hypothesis import strategies as st

from pycomponents.diff.keyed import longest_increasing, runs_of, staying


def movers(numbers: list[int]) -> set[int]:
    runs = [run for run, stays in staying(runs_of(0, numbers)) if not stays]
    return {source + n for _, source, many in runs for n in range(many)}


@given(st.lists(st.integers(0, 200), unique=True, max_size=90), st.integers(0, 5))
def test_no_other_choice_moves_fewer(numbers: list[int], out_of_order: int) -> None:
    numbers = [*sorted(numbers[out_of_order:]), *numbers[:out_of_order]]
    moving = movers(numbers)
    assert len(moving) == len(numbers) - len(longest_increasing(numbers))
    staying = [number for number in numbers if number not in moving]
    assert staying == sorted(staying)


@given(st.permutations(range(90)))
def test_nor_where_nearly_all_have_moved(numbers: list[int]) -> None:
    assert movers(numbers) == set(numbers).difference(longest_increasing(numbers))


def test_of_two_choices_both_ways_make_the_same() -> None:
    few, many = [3, 2, 1, 0], [*range(200, 100, -1), 3, 2, 1, 0]
    assert movers(few) == {1, 2, 3}
    assert movers(many) == set(many) - {0}
