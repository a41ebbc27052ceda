<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>answerpoint</name>
    <message>
        <location filename="app/position/screen.py"/>
        <source>journal not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/announce.py"/>
        <source>a caller waits: {number} {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/announce.py"/>
        <source>new caller, not decoded: shown as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/announce.py"/>
        <source>new caller: {details}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/announce.py"/>
        <source>{field} changed: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/announce.py"/>
        <source>no longer linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/ui/announce.py"/>
        <source>{n} related calls</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/ui/announce.py"/>
        <source>{count}: {time} {same}, {reached}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <location filename="app/ui/raw_view.py"/>
        <source>ESN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Borough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>BOROUGH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Position sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <location filename="app/ui/edges.py"/>
        <source>POSITION</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>{text} ◆ was {was}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>{field}, doubt or change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>◆ changed, was {was}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Whose details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Whose details, more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Time on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Locality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Service class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>What the class means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Ring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Agencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>CALL #</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Call number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/caller_card.py"/>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/dial_field.py"/>
        <source>Digits to dial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/dial_field.py"/>
        <source>digits, then Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/directory_pane.py"/>
        <source>You are not expected to give callers numbers (manual p. 29).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/directory_pane.py"/>
        <source>name, place or digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/directory_pane.py"/>
        <source>nothing fits; fewer letters find more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/directory_pane.py"/>
        <source>Search the directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/directory_pane.py"/>
        <source>Directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/directory_pane.py"/>
        <source>and {n} more: type on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/directory_pane.py"/>
        <source>What Enter does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>INITIALS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>INITIALS?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Your initials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Main feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Second feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/edges.py"/>
        <source>nothing to report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/help_finder.py"/>
        <source>type a word: howler, trace, pay phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/help_finder.py"/>
        <source>nothing has that word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/help_finder.py"/>
        <source>Search the manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/help_finder.py"/>
        <source>Sections of the manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/help_finder.py"/>
        <source>Said of the manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/help_text.py"/>
        <location filename="app/ui/reading.py"/>
        <source>Manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/help_text.py"/>
        <source>Manual: {section}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/key_panel.py"/>
        <source>When a key fails, the next ways to reach that agency stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/line_pane.py"/>
        <source>The telephone's line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/matters_pane.py"/>
        <source>nothing open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/matters_pane.py"/>
        <source>Open matters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/option_row.py"/>
        <location filename="app/ui/pane_form.py"/>
        <source>{form}: {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/pane_form.py"/>
        <source>What to fill in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/pane_form.py"/>
        <source>may be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/pane_form.py"/>
        <source>NOT TAKEN: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/pane_form.py"/>
        <source>Up, Down or first letter: {choices}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/printing.py"/>
        <source>still printing; wait for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/printing.py"/>
        <source>printing ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/printing.py"/>
        <source>printing failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/procedure_list.py"/>
        <source>Procedures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>NOT DECODED: shown as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>RECORD AS SENT; Ctrl+R: back to the fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>locality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>service class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>borough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>call number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>agencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>time sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>routing number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>How the record is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>Record as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>no record was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>routing number: {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/raw_view.py"/>
        <source>◆ {field} changed, was {was}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/reading.py"/>
        <source>The manual cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/reading.py"/>
        <source>no manual was given to this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>no related call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>Ctrl+E looks · Alt+L links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>Ctrl+E looks · Alt+L unlinks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>{n} or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>{count}: {time} {same}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>{count} related</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>RELATED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/related_line.py"/>
        <source>Related calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/running_times.py"/>
        <source>lasted {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/running_times.py"/>
        <source>on line {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/running_times.py"/>
        <source>arrived {span} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/running_times.py"/>
        <source>no byte yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/running_times.py"/>
        <source>last byte {seconds} s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/running_times.py"/>
        <source>last byte {span} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>feed: starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>telephone: starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>STARTING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>callers cannot be shown yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>apartment or location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>municipality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>ring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>The console is starting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>callers, keys and journal follow in a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/starting.py"/>
        <source>journal: starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>NEXT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>! NOW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>TODAY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>no open tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>BACK TO THE LIVE CALL:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Page of the manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>{minutes} min {seconds} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>{seconds} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>ON LINE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Who is on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>WAITING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>WAITS: {caller}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>+{n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>since {time}, {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>TASKS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Open tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>F1 help · Ctrl+G rules · Ctrl+D directory · Ctrl+L list · Ctrl+R as sent · Ctrl+I initials · Ctrl +/−</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>LINE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Ctrl+P back to today's calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>CHECKS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Alt+Y yes, begin · Alt+N no · Alt+S skip · Ctrl+K back to today's calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>RULES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>its letter begins it · Ctrl+G back to today's calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>HELP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>type to search, Enter opens · Ctrl+PgUp/PgDn section · Ctrl+Shift+P print · F1 back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>DIRECTORY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>type to search · ↑ ↓ choose · Enter takes it up, again brings it in · Ctrl+D back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>OPEN MATTERS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Alt+U back to today's calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>TTY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Tab: text, lines that are ready · Alt+O other reading · Alt+T back to today's calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/ui/steps.py"/>
        <source>{n} TASKS</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/ui/today_list.py"/>
        <source>Calls of today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>BOTH READINGS of the caller's letters: as received, or in the other shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>type to the caller, Enter sends; end with GA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>this telephone cannot send text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>YOU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>CALLER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>or</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>Text to the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>Lines that are ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>Text conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>Whose turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/tty_pane.py"/>
        <source>no letters yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/window.py"/>
        <source>a call is open: printing waits until nobody is on the line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
