#!/usr/bin/env python3
"""Makes digits.bin from OpenCV's digits.png: 5,000 handwritten digits in MNIST's form.

  apt-get install opencv-doc
  ./make.py /usr/share/doc/opencv-doc/examples/data/digits.png

Needs nothing but Python. The same picture gives the same file.

digits.png shows 50 rows of 100 digits, each 20 x 20 pixels, white on black, five rows to a class from 0 to 9. Each
digit is moved, by whole pixels as MNIST's were, to where its centre of mass is the middle of 28 x 28. Of each class 100
are picked at random to test with; 400 are left to train with. Both sets are shuffled.

digits.bin, little-endian:
  32 bytes   "NBDG", then 32-bit numbers: version 1, training digits, test digits, side 28, classes 10, 0, 0
  5,000      labels, a byte each: those to train with, then those to test with
  5,000 x 784  pixels, a byte each (0 is paper, 255 is ink), top row first, in the labels' order
"""
import random
import struct
import sys
import zlib

CELL, SIDE, CLASSES, TEST = 20, 28, 10, 100


def read_png(path):
    """The rows of a grey 8-bit PNG without interlacing."""
    data = open(path, "rb").read()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, *form = struct.unpack(">IIBBBBB", body)
            assert form == [8, 0, 0, 0, 0], "expected an 8-bit grey PNG"
        elif kind == b"IDAT":
            packed += body
        at += length + 12
    packed = zlib.decompress(packed)
    rows, above = [], bytearray(width)
    for y in range(height):
        start = y * (width + 1)
        above = unfilter(packed[start], bytearray(packed[start + 1:start + 1 + width]), above)
        rows.append(above)
    return rows


def unfilter(kind, row, above):
    """PNG specification, section 9: each byte is stored less a prediction from its neighbours."""
    for x in range(len(row)):
        left, up = (row[x - 1], above[x - 1]) if x else (0, 0)
        corner, up = up, above[x]
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        elif kind == 4:
            p = left + up - corner
            guess = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
        else:
            guess = 0
        row[x] = (row[x] + guess) & 255
    return row


def centre(cell):
    """A 20 x 20 digit in 28 x 28, its centre of mass as near the middle as whole pixels allow."""
    mass = sum(map(sum, cell))
    x = sum(v * (i + 0.5) for row in cell for i, v in enumerate(row)) / mass
    y = sum(v * (j + 0.5) for j, row in enumerate(cell) for v in row) / mass
    left, top = round(SIDE / 2 - x), round(SIDE / 2 - y)
    picture = bytearray(SIDE * SIDE)
    for j, row in enumerate(cell):
        for i, v in enumerate(row):
            if v:
                picture[(top + j) * SIDE + left + i] = v
    assert 0 <= left <= SIDE - CELL and 0 <= top <= SIDE - CELL, "a digit would leave the picture"
    return bytes(picture)


def shuffled(items, dice):
    """In random order, by random() alone, whose numbers Python promises to keep."""
    return [item for _, item in sorted((dice.random(), item) for item in items)]


def main():
    rows, dice = read_png(sys.argv[1]), random.Random(20)
    train, test = [], []
    for label in range(CLASSES):
        cells = [(label, centre([row[x:x + CELL] for row in rows[y:y + CELL]]))
                 for y in range(label * 5 * CELL, (label + 1) * 5 * CELL, CELL) for x in range(0, 2000, CELL)]
        cells = shuffled(cells, dice)
        test += cells[:TEST]
        train += cells[TEST:]
    train, test = shuffled(train, dice), shuffled(test, dice)
    with open("digits.bin", "wb") as out:
        out.write(struct.pack("<4s7I", b"NBDG", 1, len(train), len(test), SIDE, CLASSES, 0, 0))
        out.write(bytes(label for label, _ in train + test))
        out.write(b"".join(picture for _, picture in train + test))


main()
