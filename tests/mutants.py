"""Banks damaged at random: bytes, lines, indentation, keys, signs that no editor shows, cuts and repetitions."""

from random import Random

SHREDS = [
    *(
        shred.encode()
        for shred in ": |- |\n| |\t|#| #|'|\"|[|]|{|}|,|&a |*a|!t |>\n|---\n|...\n|? |%|@|`|\\|\r|\0|\a|=|~".split("|")
    ),
    *(
        shred.encode()
        for shred in ("|\n", "\u202e", "\ufeff", "\u200b", "\u00a0", "\u2028", "\u0301", "😀", "𝔘", "שלום", "ﬁ", "\x7f")
    ),
    *(
        shred.encode()
        for shred in ("___", "![x](y)", "id: ", "kind: task\n", "<<: ", "1e400", "null", "  - right: x\n", "- " * 30)
    ),
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"[" * 30,
    b"{a: " * 30,
]


def damaged(data: bytes, rng: Random) -> bytes:
    """The bank with one to six wounds."""
    for _ in range(rng.randint(1, 6)):
        data = rng.choice((_bytes, _bytes, _lines, _indentation, _keys, _values, _cut))(data, rng) or b"\n"
    return data


def _bytes(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    end = min(len(data), start + rng.choice((0, 1, 1, 3, 40, 400)))
    match rng.randrange(4):
        case 0:
            return data[:start] + data[end:]
        case 1:
            return data[:start] + rng.choice(SHREDS) + data[start:]
        case 2:
            return data[:start] + rng.choice(SHREDS) + data[end:]
    target = rng.randrange(len(data) + 1)
    return data[:target] + data[start:end] + data[target:]


def _lines(data: bytes, rng: Random) -> bytes:
    lines = data.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one : one + 2] = [b"".join(lines[one : one + 2])]
    return b"\n".join(lines)


def _indentation(data: bytes, rng: Random) -> bytes:
    lines = data.split(b"\n")
    place = rng.randrange(len(lines))
    for at in range(place, min(len(lines), place + rng.choice((1, 1, 3)))):
        bare = lines[at].lstrip()
        deep = len(lines[at]) - len(bare) + rng.choice((-3, -2, -1, 1, 2, 4))
        lines[at] = (rng.choice((b" ", b" ", b" ", b"\t")) * deep if deep > 0 else b"") + bare
    return b"\n".join(lines)


def _keys(data: bytes, rng: Random) -> bytes:
    parts = data.split(b": ")
    place = rng.randrange(len(parts))
    part = parts[place]
    parts[place] = rng.choice((part[:-1], part + b"s", part + part[-1:], part.title(), part[:-3], part + b" ", b""))
    glue = rng.choice((b": ", b": ", b":", b" ", b" = ", b":\n"))
    return b": ".join(parts[: place + 1]) + (glue + b": ".join(parts[place + 1 :]) if place + 1 < len(parts) else b"")


def _values(data: bytes, rng: Random) -> bytes:
    head, colon, tail = data.partition(b": ") if rng.random() < 0.1 else data.rpartition(b": ")
    value = rng.choice((b"[a, b]", b"{a: b}", b"yes", b"12:30", b"'", b"- x", b"|", b"x" * 25_000, b"", b"`x`"))
    end = tail.find(b"\n")
    return head + colon + value + (tail[end:] if end >= 0 else b"")


def _cut(data: bytes, rng: Random) -> bytes:
    if rng.random() < 0.5:
        return data
    place = rng.randrange(1, len(data) + 1)
    return data[:place] if rng.random() < 0.7 else data[-place:]
