"""One-to-one alignment that gains most: the Hungarian method on a small table, in plain Python."""

from __future__ import annotations

from collections.abc import Sequence


def assign(gain: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """Pairs (row, column) of largest total gain; pairs that gain nothing are left out."""
    rows = len(gain)
    columns = len(gain[0]) if rows else 0
    size = max(rows, columns)
    if rows == 0 or columns == 0:
        return ()
    cost = [[-gain[r][c] if r < rows and c < columns else 0.0 for c in range(size)] for r in range(size)]
    owner = _hungarian(cost)
    pairs = ((owner[c], c) for c in range(size))
    return tuple(sorted((r, c) for r, c in pairs if r < rows and c < columns and gain[r][c] > 0))


def _hungarian(cost: Sequence[Sequence[float]]) -> list[int]:
    """For a square table, the row that each column is given (Kuhn and Munkres, with potentials)."""
    size = len(cost)
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    owner, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0], column = row, 0
        least, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while True:
            used[column] = True
            here, delta, following = owner[column], float("inf"), 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                slack = cost[here - 1][j - 1] - row_potential[here] - column_potential[j]
                if slack < least[j]:
                    least[j], way[j] = slack, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(size + 1):
                if used[j]:
                    row_potential[owner[j]] += delta
                    column_potential[j] -= delta
                else:
                    least[j] -= delta
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [owner[j] - 1 for j in range(1, size + 1)]
