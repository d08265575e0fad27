#!/usr/bin/env python3
"""Writes space_reference.h: ten solids that pass through each other, as POV-Ray sees them: which of them shows at each pixel,
and on the first in which band between level lines it lies. Needs povray; run it in tests/data."""
import math
import os
import random
import subprocess
import tempfile

WIDTH, HEIGHT = 240, 135
TURN, RISE, DISTANCE, WORLD = 0.7, 0.45, 9.0, 6.0
LEVELS = [-1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2]

SHAPES = {
    "SPHERE": "sphere { 0, 1 %s }",
    "BOX": "box { -1, 1 %s }",
    "CYLINDER": "cylinder { -z, z, 1 %s }",
    "CONE": "cone { -z, 1, z, 0 %s }",
    "TORUS": "torus { 1, 0.35 rotate 90*x %s }",
}
KINDS = ["SPHERE", "BOX", "TORUS", "CYLINDER", "CONE", "SPHERE", "BOX", "TORUS", "CYLINDER", "CONE"]


def rotation(axis, angle):
    x, y, z = (v / math.sqrt(sum(a * a for a in axis)) for v in axis)
    c, s = math.cos(angle), math.sin(angle)
    d = 1 - c
    return [[c + x * x * d, y * x * d + z * s, z * x * d - y * s],
            [x * y * d - z * s, c + y * y * d, z * y * d + x * s],
            [x * z * d + y * s, y * z * d - x * s, c + z * z * d]]  # columns


def solids():
    dice = random.Random(43)  # with which all ten can be seen
    found = [("SPHERE", [[1.5, 0, 0], [0, 1.5, 0], [0, 0, 1.5]], [0, 0, 0])]
    for kind in KINDS[1:]:
        axis = [dice.uniform(-1, 1) for _ in range(3)]
        columns = rotation(axis, dice.uniform(0, 3))
        scale = [dice.uniform(0.4, 1.1) for _ in range(3)]
        columns = [[round(v * scale[k], 4) for v in columns[k]] for k in range(3)]
        found.append((kind, columns, [round(dice.uniform(-1.6, 1.6), 4) for _ in range(3)]))
    return found


def floating(v):
    text = "%.9g" % v
    return text + ("f" if "." in text or "e" in text else ".0f")


def vector(v):
    return "<%s>" % ", ".join("%.9g" % a for a in v)


def camera():
    ct, st, cr, sr = math.cos(TURN), math.sin(TURN), math.cos(RISE), math.sin(RISE)
    back = [cr * ct, cr * st, sr]
    height = WORLD / DISTANCE
    right, up = [-st, ct, 0], [-sr * ct, -sr * st, cr]
    return "camera { perspective location %s direction %s right %s up %s }" % (
        vector([DISTANCE * v for v in back]), vector([-v for v in back]),
        vector([height * WIDTH / HEIGHT * v for v in right]), vector([height * v for v in up]))


def paint(number):
    return "rgb %.9g" % (number / 255)


def scene(things):
    lines = ["#version 3.7;", "global_settings { assumed_gamma 1 }", camera()]
    for k, (kind, m, at) in enumerate(things):
        # The first has a colour for each band between levels; its heights are those of its unit sphere, times 1.5.
        if k == 0:
            edges = [(v / 1.5 + 1) / 2 for v in LEVELS]
            stops = [0.0] + edges + [1.0]
            bands = " ".join("[%.9g %s][%.9g %s]" % (stops[b], paint(20 + b), stops[b + 1], paint(20 + b))
                             for b in range(len(stops) - 1))
            pigment = "pigment { gradient z scale 2 translate -z color_map { %s } }" % bands
        else:
            pigment = "pigment { color %s }" % paint(k)
        matrix = "matrix <%s>" % ", ".join("%.9g" % v for v in m[0] + m[1] + m[2] + at)
        lines.append(SHAPES[kind] % ("%s finish { ambient 0 diffuse 0 emission 1 } %s" % (pigment, matrix)))
    return "\n".join(lines)


def render(text):
    with tempfile.TemporaryDirectory() as folder:
        source, picture = os.path.join(folder, "a.pov"), os.path.join(folder, "a.ppm")
        with open(source, "w") as file:
            file.write(text)
        subprocess.run(["povray", "+I" + source, "+O" + picture, "+FP", "File_Gamma=1", "+W%d" % WIDTH,
                        "+H%d" % HEIGHT, "-D", "-A", "+Q9", "+WT1"], check=True, capture_output=True)
        with open(picture, "rb") as file:
            data = file.read()
    return data[-3 * WIDTH * HEIGHT::3]


def main():
    things = solids()
    pixels = render(scene(things))
    runs = []
    for p in pixels:
        if runs and runs[-1][1] == p and runs[-1][0] < 60000:
            runs[-1][0] += 1
        else:
            runs.append([1, p])
    with open("space_reference.h", "w") as file:
        file.write("// Written by make_space_reference.py with POV-Ray; not to be edited.\n"
                   "#ifndef TESTS_DATA_SPACE_REFERENCE_H\n#define TESTS_DATA_SPACE_REFERENCE_H\n\n// clang-format off\n"
                   "enum { REFERENCE_WIDTH = %d, REFERENCE_HEIGHT = %d, REFERENCE_SOLIDS = %d, REFERENCE_LEVELS = %d };\n"
                   % (WIDTH, HEIGHT, len(things), len(LEVELS)))
        file.write("static const float reference_turn = %s, reference_rise = %s, reference_distance = %s, "
                   "reference_world = %s;\n" % tuple(map(floating, (TURN, RISE, DISTANCE, WORLD))))
        file.write("static const float reference_levels[] = {%s};\n\n" % ", ".join(map(floating, LEVELS)))
        file.write("// Each stands at m u + at, u being a point of its unit shape.\n"
                   "typedef enum reference_kind { %s } reference_kind;\n" % ", ".join("REFERENCE_" + k for k in SHAPES))
        file.write("static const struct { reference_kind kind; float m[3][3], at[3]; } reference_solids[] = {\n")
        for kind, m, at in things:
            file.write("    {REFERENCE_%s, {%s}, {%s}},\n" % (
                kind, ", ".join("{%s}" % ", ".join(map(floating, c)) for c in m),
                ", ".join(map(floating, at))))
        file.write("};\n\n// What shows, row by row: so many pixels of 0 (nothing), 1 to 9 (a solid), 20 and up (a band of solid 0).\n"
                   "static const unsigned short reference_runs[][2] = {\n")
        for k in range(0, len(runs), 12):
            file.write("    %s,\n" % ", ".join("{%d, %d}" % tuple(r) for r in runs[k:k + 12]))
        file.write("};\n\n#endif\n")


main()
