from app.position.matter_screen import MatterKey, MatterRow, MattersPane, PaneField, PaneForm


def test_a_pane_is_a_value_that_can_be_compared() -> None:
    form = PaneForm("matter 1 bell", "T1 Bell SMC", "", (PaneField("reported by"),))
    pane = MattersPane((MatterRow(1, "T1"),), 0, (MatterKey("1"),), "", "MATTERS 1/1", (), form)
    assert pane == MattersPane((MatterRow(1, "T1"),), 0, (MatterKey("1"),), "", "MATTERS 1/1", (), form)
    assert hash(pane)
