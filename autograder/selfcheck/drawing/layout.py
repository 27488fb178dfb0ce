"""Where everything of a picture stands: columns from left to right by longest path, few crossings, room for every label.

Every column has the symbols on its left and their lines on its right; between columns there is room for the edges alone, and an
edge that passes a column has a place of its own there. So no edge ever crosses a label.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from autograder.selfcheck.drawing.picture import HEIGHT, Item, Picture

MARGIN = 14.0
GAP = 24.0
"""Between columns, at least: for the edges."""
_ROUNDS = 10
_PASSING = 14.0
"""How high the place of an edge is that passes a column."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: the middle of its symbol, and from where to where its line goes."""

    x: float
    y: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by item, the edges as corners from the end of a line to a symbol, and the size of it all."""

    places: tuple[Place, ...]
    edges: tuple[tuple[Point, ...], ...]
    width: float
    height: float


@dataclass
class _Grid:
    """Columns of slots, top to bottom. The first slots are the items; the others are places of edges that pass. `links` are the
    neighbours by slot, to the left and to the right."""

    picture: Picture
    columns: list[list[int]]
    column: dict[int, int]
    routes: list[list[int]] = field(default_factory=list)
    left: dict[int, list[int]] = field(default_factory=dict)
    right: dict[int, list[int]] = field(default_factory=dict)

    def height(self, slot: int) -> float:
        """What a slot takes of its column."""
        if slot >= len(self.picture):
            return _PASSING
        item = self.picture[slot]
        return max(item.height + 8, 2 * HEIGHT + 8 if item.line else 0)


def lay_out(picture: Picture) -> Layout:
    """The layout of a picture; the same for the same picture."""
    if not picture:
        return Layout((), (), 2 * MARGIN, 2 * MARGIN)
    grid = _grid(picture)
    _order(grid)
    heights = _heights(grid)
    return _placed(grid, heights)


def _ranks(picture: Picture) -> list[int]:
    """The column of each item: an operation as far left as it can be, an input leftmost, a number beside its operation."""
    ranks: list[int] = []
    for item in picture:
        ranks.append(max((ranks[one] + 1 for one in item.operands), default=0))
    for at, item in enumerate(picture):
        uses = [ranks[other] for other, one in enumerate(picture) if at in one.operands]
        if item.form == "number" and uses:
            ranks[at] = max(min(uses) - 1, 0)
    return ranks


def _grid(picture: Picture) -> _Grid:
    ranks = _ranks(picture)
    column = dict(enumerate(ranks))
    grid = _Grid(picture, [[] for _ in range(max(ranks) + 1)], column)
    passing: dict[int, list[int]] = {at: [at] for at in range(len(picture))}
    for at, item in enumerate(picture):
        for operand in item.operands:
            chain = passing[operand]
            while column[chain[-1]] < column[at] - 1:
                column[len(column)] = column[chain[-1]] + 1
                chain.append(len(column) - 1)
            grid.routes.append([*chain[: column[at] - column[operand]], at])
    for slot, rank in column.items():
        grid.left[slot], grid.right[slot] = [], []
        grid.columns[rank].append(slot)
    for one, other in dict.fromkeys(pair for route in grid.routes for pair in pairwise(route)):
        grid.right[one].append(other)
        grid.left[other].append(one)
    return grid


def _order(grid: _Grid) -> None:
    """Sort every column, so that few edges cross: by the mean of the neighbours, back and forth, then by exchanging two."""
    _as_read(grid)
    best, least = [list(one) for one in grid.columns], _cost(grid)
    for turn in range(2 * _ROUNDS):
        if not least:
            break
        forth = turn % 2 == 0
        near = grid.left if forth else grid.right
        for column in grid.columns if forth else reversed(grid.columns):
            at = {slot: place for one in grid.columns for place, slot in enumerate(one)}
            column.sort(key=lambda slot: _mean([at[one] for one in near[slot]], at[slot]))
        _exchange(grid)
        if (cost := _cost(grid)) < least:
            best, least = [list(one) for one in grid.columns], cost
    grid.columns = best


def _as_read(grid: _Grid) -> None:
    """Begin with the order in which one reads the formula: from the results back, operands from left to right."""
    seen: dict[int, None] = {}

    def visit(slot: int) -> None:
        for one in grid.left[slot]:
            visit(one) if one not in seen else None
        seen.setdefault(slot)

    for slot in range(len(grid.picture)):
        if not grid.right[slot]:
            visit(slot)
    order = {slot: at for at, slot in enumerate(seen)}
    for column in grid.columns:
        column.sort(key=order.__getitem__)


def _exchange(grid: _Grid) -> None:
    """Exchange neighbours of a column as long as that makes it better."""
    at = {slot: place for column in grid.columns for place, slot in enumerate(column)}
    for _ in range(_ROUNDS):
        better = False
        for column in grid.columns:
            for place in range(len(column) - 1):
                one, other = column[place : place + 2]
                if _between(grid, at, other, one) < _between(grid, at, one, other):
                    column[place], column[place + 1] = other, one
                    at[one], at[other] = at[other], at[one]
                    better = True
        if not better:
            return


def _between(grid: _Grid, at: Mapping[int, int], upper: int, lower: int) -> float:
    """What two neighbours cost, one above the other: crossings of their edges, and operands in the wrong order."""
    cost = 0.0
    for links in (grid.left, grid.right):
        cost += sum(at[one] > at[other] for one in links[upper] for other in links[lower])
    for user in grid.right[upper]:
        operands = grid.left[user]
        if lower in operands:
            cost += 0.5 * (operands.index(upper) - operands.index(lower) == 1)
    return cost


def _cost(grid: _Grid) -> float:
    """Crossings, and half of one for each operation whose operands do not come from top to bottom as the formula has them."""
    at = {slot: place for column in grid.columns for place, slot in enumerate(column)}
    cost = 0.0
    for column in grid.columns:
        ends = [(at[slot], at[other]) for slot in column for other in grid.right[slot]]
        cost += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(ends, 2))
    for slot in range(len(grid.picture)):
        cost += 0.5 * sum(at[one] > at[other] for one, other in pairwise(grid.left[slot]))
    return cost


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _heights(grid: _Grid) -> dict[int, float]:
    """The height of every slot: as near to the mean of its neighbours as its own neighbours in the column let it be."""
    y = {}
    for column in grid.columns:
        top = 0.0
        for slot in column:
            y[slot] = top + grid.height(slot) / 2
            top += grid.height(slot)
    for turn in range(2 * _ROUNDS):
        for column in grid.columns if turn % 2 == 0 else reversed(grid.columns):
            wanted = [_mean([y[one] for one in _pulling(grid, slot)], y[slot]) for slot in column]
            y |= zip(column, _apart(wanted, [grid.height(slot) for slot in column]), strict=True)
    top = min(y[slot] - grid.height(slot) / 2 for slot in y)
    return {slot: height - top + MARGIN for slot, height in y.items()}


def _pulling(grid: _Grid, slot: int) -> list[int]:
    """The neighbours at whose height a slot wants to be: where an edge passes several columns, it wants to be straight."""
    near = [*grid.left[slot], *grid.right[slot]]
    passing = [one for one in near if one >= len(grid.picture)]
    return passing if passing and slot >= len(grid.picture) else near


def _apart(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The heights nearest to those wanted (least squares) at which nothing overlaps: neighbours that would are moved as one block."""
    offsets = [0.0]
    for one, other in pairwise(sizes):
        offsets.append(offsets[-1] + (one + other) / 2)
    blocks: list[tuple[float, int]] = []  # mean, how many
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, many = blocks.pop()
            mean, count = (mean * count + other * many) / (count + many), count + many
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _placed(grid: _Grid, y: Mapping[int, float]) -> Layout:
    places: dict[int, Place] = {}
    spans: list[tuple[float, float]] = []
    x = MARGIN
    for column in grid.columns:
        items = [slot for slot in column if slot < len(grid.picture)]
        wide = max((grid.picture[slot].width for slot in items), default=0.0)
        line = max((grid.picture[slot].line for slot in items), default=0.0)
        for slot in items:
            half = grid.picture[slot].width / 2
            middle = x + (wide / 2 if grid.picture[slot].form == "operation" else wide - half)
            places[slot] = Place(middle, y[slot], middle + half, x + wide + line)
        spans.append((x, x + wide + line))
        x += wide + line + _gap(grid, column, y)
    edges = tuple(_edge(grid, route, places, spans, y) for route in grid.routes)
    last = grid.columns[-1]
    width = spans[-1][1] + (GAP if any(slot < len(grid.picture) for slot in last) else 0) + MARGIN
    height = max(y[slot] + grid.height(slot) / 2 for slot in y) + MARGIN
    return Layout(tuple(places[at] for at in range(len(grid.picture))), edges, width, height)


def _gap(grid: _Grid, column: Sequence[int], y: Mapping[int, float]) -> float:
    """The room behind a column: more where an edge climbs far."""
    steps = (abs(y[slot] - y[other]) for slot in column for other in grid.right[slot])
    return min(GAP + 0.2 * max(steps, default=0.0), 2 * GAP)


def _edge(
    grid: _Grid,
    route: Sequence[int],
    places: Mapping[int, Place],
    spans: Sequence[tuple[float, float]],
    y: Mapping[int, float],
) -> tuple[Point, ...]:
    """From the end of a line, through the places that it passes, to the rim of a symbol: pairs of points at each column."""
    source, target = places[route[0]], route[-1]
    corners = [(source.end, source.y)]
    for slot in route[1:-1]:
        start, end = spans[grid.column[slot]]
        corners += [(start, y[slot]), (end, y[slot])]
    item = grid.picture[target]
    inner, height = _port(grid, route, places[target], item, y)
    return (*corners, (spans[grid.column[target]][0], height), (inner, height))


def _port(
    grid: _Grid, route: Sequence[int], place: Place, item: Item, y: Mapping[int, float]
) -> tuple[float, float]:
    """Where an edge meets a symbol: those that come from further up, further up."""
    before = sorted(grid.left[route[-1]], key=y.__getitem__)
    share = (before.index(route[-2]) + 1) / (len(before) + 1) if len(before) > 1 else 0.5
    up = (share - 0.5) * item.height * (0.9 if len(before) > 2 else 1.2)
    half = item.width / 2
    is_round = item.form == "operation" and item.width == item.height
    inner = half - (half**2 - up**2) ** 0.5 if is_round else 0.0
    return place.x - half + inner, place.y + up
