"""The pictures of figures: whatever is written on them holds in their width."""

from __future__ import annotations

from io import BytesIO

from matplotlib.image import imread

from handlers.stats_picture import Bars, Curve, Picture, draw

LONG = "Plan d’action de la France pour une action publique transparente et collaborative, de 2021 à 2023"


def bars() -> list[Bars]:
    return [Bars(LONG, [(LONG[:60], 3), ("Publicité", 1)], "Rien")]


def test_nothing_that_is_written_is_cut_at_the_edge() -> None:
    days = ["3 mars", "4 mars"]
    for picture in (
        Picture(LONG, LONG, LONG, days, "reçues", [1, 3], "traitées", [1, 2], bars()),
        Curve(LONG, LONG, LONG, days, [1, 3], bars()),
    ):
        drawn = BytesIO()
        draw(picture, drawn)
        drawn.seek(0)
        pixels = imread(drawn, format="png")
        assert pixels.shape[1] == 1080
        assert (pixels[:, -10:, :3] == 1).all()
