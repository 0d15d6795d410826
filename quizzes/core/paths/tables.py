"""What a table is: a record of subjects, two states, a matrix, values by key, an order, or nothing to ask."""

import re
from collections.abc import Sequence

from quizzes.core.paths.labels import contrast, oppose
from quizzes.core.paths.pieces import Grid
from quizzes.core.paths.values import (
    Block,
    DecisionList,
    Item,
    Material,
    Row,
    Section,
    Side,
    Skipped,
    Steps,
    Table,
    TableRole,
    Text,
    Unasked,
)

_MATRIX = re.compile(r"|features?|aspects?|criteri(on|a)|propert(y|ies)|dimensions?|characteristics?|attributes?", re.I)
_ORDER = re.compile(r"#|no\.?|nr\.?|number|steps?|order|priority|precedence|rank|stage|phase", re.I)
_VALUE = re.compile(r"values?|default( value)?s?|settings?", re.I)
_MEASURED = re.compile(r"[~±<>≈]?\s*-?\d[\d,]*(\.\d+)?\s*[%a-zA-Zµ/]{0,8}(\s*[(±].*)?")
_URL = re.compile(r"(https?://|www\.|mailto:)\S+", re.I)
_FEWEST_ROWS = 2


def table_of(grid: Grid, section: Section) -> Block:
    """The table with its role, or the block that says why it is not asked."""
    key = _key_column(grid.rows, columns=len(grid.header))
    if _is_link_index(grid):
        return Skipped(section=section, lines=grid.lines, reason="A list of links.")
    if len(grid.header) < 2 or len(grid.rows) < _FEWEST_ROWS:
        return _unasked(grid, section, "The table is too small to ask about.")
    if _is_order(grid):
        return _steps(grid, section)
    if len(grid.header) == 2 and oppose(grid.header[0].plain, grid.header[1].plain):
        return _two_sides(grid, section)
    if key is None:
        return _unasked(grid, section, "No column names each row.")
    if _is_measurement(grid, key):
        return _unasked(grid, section, "Measured numbers are not asked.")
    return Table(
        section=section,
        lines=grid.lines,
        frame=(grid.lines[0], grid.lines[0] + 1),
        role=_role(grid.header, key),
        header=grid.header,
        rows=grid.rows,
        key=key,
    )


def _unasked(grid: Grid, section: Section, reason: str) -> Unasked:
    return Unasked(section=section, lines=grid.lines, material=Material.TABLE, reason=reason)


def _key_column(rows: Sequence[Row], *, columns: int) -> int | None:
    """The leftmost column whose values are all there and all different."""
    for column in range(columns):
        values = [row.cells[column].plain.casefold() for row in rows]
        if all(values) and len(set(values)) == len(values):
            return column
    return None


def _role(header: Sequence[Text], key: int) -> TableRole:
    names = [text.plain for text in header]
    others = [name for column, name in enumerate(names) if column != key]
    if len(others) == 2 and contrast(*others):
        return TableRole.CONTRAST
    if _MATRIX.fullmatch(names[key].strip()) and len(others) > 1:
        return TableRole.MATRIX
    if len(others) == 1 and _VALUE.fullmatch(others[0]):
        return TableRole.KEY_VALUE
    return TableRole.RECORD


def _is_link_index(grid: Grid) -> bool:
    """Whether one column is mostly links: then the table leads elsewhere and teaches nothing itself."""
    columns = zip(*(row.cells for row in grid.rows), strict=False)
    return any(2 * sum(map(_is_link, column)) > len(grid.rows) for column in columns)


def _is_link(cell: Text) -> bool:
    return cell.linked or bool(_URL.fullmatch(cell.plain))


def _is_order(grid: Grid) -> bool:
    if not _ORDER.fullmatch(grid.header[0].plain.strip()):
        return False
    ranks = [row.cells[0].plain.strip().rstrip(".)") for row in grid.rows]
    return ranks == [str(rank) for rank in range(1, len(ranks) + 1)]


def _is_measurement(grid: Grid, key: int) -> bool:
    """Whether most cells are numbers with decimals: nobody should learn a benchmark by heart."""
    cells = [cell.plain for row in grid.rows for column, cell in enumerate(row.cells) if column != key and cell.plain]
    measured = sum(bool(re.search(r"\d\.\d", cell) and _MEASURED.fullmatch(cell)) for cell in cells)
    return 2 * measured > len(cells)


def _steps(grid: Grid, section: Section) -> Steps:
    items = tuple(Item(text=row.cells[1], lines=(row.line, row.line)) for row in grid.rows)
    frame = (grid.lines[0], grid.lines[0] + 1)
    return Steps(section=section, lines=grid.lines, frame=frame, name=section.title, items=items)


def _two_sides(grid: Grid, section: Section) -> DecisionList:
    """Pros and cons: the cells of a row are no pair, each column is a list of its own."""
    left, right = (_column_side(grid, column) for column in (0, 1))
    frame = (grid.lines[0], grid.lines[0] + 1)
    return DecisionList(section=section, lines=grid.lines, frame=frame, left=left, right=right)


def _column_side(grid: Grid, column: int) -> Side:
    line = grid.lines[0]
    filled = [row for row in grid.rows if row.cells[column].plain]
    items = tuple(Item(text=row.cells[column], lines=(row.line, row.line)) for row in filled)
    return Side(label=grid.header[column].plain, label_lines=(line, line), items=items)
