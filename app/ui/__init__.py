"""The screen: widgets that draw a `Screen` value and tell what was pressed; they know no spill, call or journal.

`window.Window` is the one window; `starting.STARTING` what it shows before the first Screen. `page` has the table of
places between the two `edges`; the parts on it are the `caller_card`, the keys (`key_panel`, `key_button`), the `steps`
and the `today_list`. `values` are read-only text widgets that a screen reader can read, `keyboard` presses what is
printed, `announce` tells assistive technology what must be heard. `theme` has colours and lettering.

Nothing is imported here: what the first paint does not need is loaded after it.
"""
