<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>answerpoint</name>
    <message>
        <location filename="app/agencies/backup.py"/>
        <location filename="app/agencies/directory.py"/>
        <location filename="app/position/keys.py"/>
        <source>no number set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <source>star code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <location filename="app/position/rungs.py"/>
        <source>speed dial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <location filename="app/position/rungs.py"/>
        <source>tandem number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <source>administration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <source>Bell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <source>Board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <source>NOT ON A 9-1-1 LINE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/agencies/directory.py"/>
        <source>ext. {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/attempt.py"/>
        <source>answered late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/attempt.py"/>
        <source>before restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/attempt.py"/>
        <source>giving up not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/attempt.py"/>
        <location filename="app/position/attempt_words.py"/>
        <location filename="app/position/faces.py"/>
        <location filename="app/review/kinds.py"/>
        <source>line lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/call.py"/>
        <source>no voice contact with {agency} yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/call.py"/>
        <source>no voice contact with the number dialled yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/call.py"/>
        <source>no voice contact with the one you dialled yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/call.py"/>
        <source>{agency} was not reached and the information is not marked as taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/call.py"/>
        <source>{agency} was given up, and no agency was reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/call/procedure.py"/>
        <source>({name} not known)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/early_keys.py"/>
        <source>{keys}: pressed before the console had started, and did nothing; press again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>call {n}: WHOLE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>call {n}: DAMAGED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>call {n}: nothing is sent of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>noise, {n} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <location filename="app/emulator_root.py"/>
        <source>heartbeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>heartbeat: DAMAGED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>records whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>calls without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <location filename="app/monitor/counters.py"/>
        <source>heartbeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <source>noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/tally.py"/>
        <location filename="app/monitor/counters.py"/>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>LINE CUT: nothing comes until it is mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>LINE GONE: the fault vanish; it comes back by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>LINE DEAD: the fault link_dies of this scenario; only a new start brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>CALLERS HELD: nothing comes, no heartbeat either</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>OVER: the last caller of this scenario has called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>STORM: {n} records still to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>RUNNING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>RUNNING: next caller in {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>cannot be sent in this scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>strikes next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator/view.py"/>
        <source>ON: {faults}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>the emulation has begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>callers are held; N lets one come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>callers come again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>no caller is left in this scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>the next caller comes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>{fault} strikes at the next chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>noise comes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>{fault} strikes the next caller, who comes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>{fault} has no usual rate: write it, as in {fault}=0.01</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>{fault} is not for this feed: L cuts its line and mends it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>a moment is for the beginning: without it, {fault} strikes once, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>the line is cut; L mends it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>a dead line cannot be mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>the line is there again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>no fault is in force any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>in force: {fault}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>{fault} is off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>it comes when the line is there again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>{least} to {most} s between two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>{text} every {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>after {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <source>position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>callers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>called silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/emulator_root.py"/>
        <location filename="app/matters/complaint.py"/>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the call comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the caller says "{words}"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the caller speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the caller types "{words}"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the caller types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the caller is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the caller hangs up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>TTY tones are heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/anchor.py"/>
        <source>the fault {fault}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/score.py"/>
        <source>the call did not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/score.py"/>
        <source>done, though this never came: {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/score.py"/>
        <source>done {seconds} s before {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/score.py"/>
        <source>{seconds} s after {moment}, at most {most} s expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/score.py"/>
        <source>this never came: {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/lessons/score.py"/>
        <source>done {seconds} s after {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/line_watch.py"/>
        <source>NOT SAVED: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/main.py"/>
        <source>{n} bytes saved into {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/position/matters.py"/>
        <source>complaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>compliment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>in writing on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <location filename="app/position/card.py"/>
        <source>agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>A complaint is referred to the 9-1-1 Manager in writing; the days for the answer run from that day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>answered on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>answered by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/position/commission_checks.py"/>
        <source>answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>The 9-1-1 Manager answers in writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Satisfied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>told by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>The agency accepts the answer; this closes the complaint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>To the Board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>referred on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>referred by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Not satisfied: the agency refers it to the Management Board in writing; it decides in writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>decided on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>The Board decides in writing; its decision is final and closes the complaint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>What was done meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Extend time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>new last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>agency agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Manager agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Board agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Only if all parties agree: type who agreed for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>by agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>reported to Board on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>The agency investigates and reports to the Management Board.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>This closes it; it stays in the journal, with this reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>To supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Compliments go to the on-duty Supervisor; this closes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>Forwarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Communications Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>on-duty Supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <location filename="app/matters/trouble.py"/>
        <source>forwarded by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>A suggestion for the manual goes to the Communications Manager, any other to the on-duty Supervisor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Board's decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>written answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>{field}: expected {first} or later, got {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>new last day: expected a day after {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>Board agrees: the Board is a party now, type who agreed for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>forward it to the on-duty Supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>forward it to the Communications Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/complaint.py"/>
        <source>answered: is the agency satisfied, or does it go to the Board?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/deadline.py"/>
        <source>OVERDUE: {what} {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/deadline.py"/>
        <source>{what} {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/deadline.py"/>
        <source>OVERDUE by {days}: {what} was due {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/deadline.py"/>
        <source>{what} due {day}, today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/deadline.py"/>
        <source>{what} due {day}, {days} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/matters/deadline.py"/>
        <source>{n} days</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/matters/step.py"/>
        <location filename="app/position/forms.py"/>
        <source>{field}: expected some words, got none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/step.py"/>
        <source>{field}: expected one of {choices}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/step.py"/>
        <source>{field}: expected a day as in 2026-11-22, got {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/step.py"/>
        <source>{field}: {day} is still to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/step.py"/>
        <source>{field}: expected a time as in 14:30 or 2026-11-22 14:30, got {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>telephone line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>trunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <location filename="app/position/edges.py"/>
        <source>feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <location filename="app/position/standing.py"/>
        <location filename="app/position/telephone.py"/>
        <source>telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <location filename="app/position/faces.py"/>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>screen or printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>trunk route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>at fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell's on-duty supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell SMC Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>9-1-1 Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>9-1-1 Management Board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>trunk access code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>phone position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>nature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Trunk access code and phone position stand on the digit display.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>contact name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>call-back number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>By the supervisor's number or ring-down line; never on a 9-1-1 line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <location filename="app/position/faces.py"/>
        <location filename="app/position/rungs.py"/>
        <source>Supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Tell the supervisor at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell SMC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>reported by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>spoke to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell SMC is called: no number set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>ticket number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>promised by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell's ACTION ticket number, and the time by which Bell promised it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Is it the screen or printer, and not the trunk route?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>taken to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>taken by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Have a replacement taken to the agency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Followed up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>what was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Once a shift, until it is corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Escalate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Not satisfied: Bell's on-duty supervisor. After hours and overdue: SMC Manager. Major failure: 9-1-1 Manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>what was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell's word by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell says it is corrected. If it is not after all: Bell SMC anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Complete the Inquiry Report and forward it to the P.P.S.A.P. Manager; this closes the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>No trouble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell SMC is called on {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>By {numbers}, or ring-down line; never on a 9-1-1 line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>Bell promised it for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>{due}; ask for {whom}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>complete the Inquiry Report, forward it to the P.P.S.A.P. Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>say what is wrong (key 8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>tell the supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>(no number set)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>supervisor reports it to Bell SMC {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>major failure: the 9-1-1 Manager informs the Board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>find out: screen or printer, or the trunk route?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>have a replacement taken to {agency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>the agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>ACTION ticket number is awaited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>not followed up in this shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/matters/trouble.py"/>
        <source>ticket {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>{seconds}, no byte yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>spills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>{n}, {lately} in the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>not decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>garbled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>{n}, {speed} a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>{n} lines, counted only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/counters.py"/>
        <source>{n} bytes lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>feed closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>feed opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>feed up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>feed silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>feed lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>{n} bytes not read: the line is faster than the monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>the monitor was closed for {seconds} s; what came then is not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/monitor.py"/>
        <source>{n} lines not shown, counted only: the line is too fast to be drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/monitor/trace.py"/>
        <source>{n} bytes</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/monitor/trace.py"/>
        <source>GARBLED: {why}; {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/trace.py"/>
        <source>NOT DECODED: {why}; {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/trace.py"/>
        <source>NOT DECODED: text that begins no record of any table; {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/trace.py"/>
        <source>{what}, ended by {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/trace.py"/>
        <source>{what}, begun behind noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/trace.py"/>
        <source>NOT DECODED: begins like {tables}, and does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/trace.py"/>
        <location filename="app/position/today.py"/>
        <source>no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>following the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>no later one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>no earlier one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>what came before is no longer kept: {n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/monitor/view.py"/>
        <source>PAUSED · {n} new rows</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>since {time}, but for the first {n} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/view.py"/>
        <source>silent {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/watch.py"/>
        <source>not saved: this console has no place for recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/watch.py"/>
        <source>nothing to save: no byte has come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/monitor/watch.py"/>
        <source>saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/arrivals.py"/>
        <source>call {call} has data, call {bare} was begun without: the same caller? Ask; they stand apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/arrivals.py"/>
        <source>a spill for position {position} came; not shown here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/arrivals.py"/>
        <source>call {call}: ring and spill taken for one by time alone, the telephone gave no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/arrivals.py"/>
        <source>call {call} is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/arrivals.py"/>
        <location filename="app/position/gestures.py"/>
        <source>release the caller on the line first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/arrivals.py"/>
        <source>nothing is known of call {call}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/arrivals.py"/>
        <source>more than {n} callers wait: call {call} left the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>answered, then gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>nothing dialled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>9-1-1 FEATURE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>RING BACK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>CALL BACK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>voice contact is confirmed already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>nothing is being brought in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>dialling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <location filename="app/review/kinds.py"/>
        <source>ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <location filename="app/review/kinds.py"/>
        <source>answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>BUSY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>ALL CIRCUITS BUSY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>NO ANSWER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>NO DIAL TONE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>CODE NOT KNOWN to the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>REFUSED by the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>NO RESPONSE from the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>LINE LOST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>ENDED, cause not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <location filename="app/position/commission_checks.py"/>
        <source>busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>circuits busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>no dial tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>bad code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>no response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>deduced, confirm by ear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <source>heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/attempt_words.py"/>
        <location filename="app/position/conference.py"/>
        <location filename="app/position/keys.py"/>
        <source>typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <location filename="app/ui/tty_pane.py"/>
        <source>CALLER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>WAITING CALLER, looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>EARLIER CALL, looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>Esc is back to the live call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>{key} takes it up again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>waits beside the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>call {call}, {state}; {way}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>LAST CALL'S DETAILS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>the number is the telephone's word; ANI/ALI awaited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>no data came: ask for the number and the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>CALLER WITHOUT DATA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>CALL {call}, taken up again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>its caller is not on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>CALLER, taken up again after a restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>{ended}; the caller on the line sent no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>{ended}; the last caller sent no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/callers.py"/>
        <source>PREVIOUS CALL'S DETAILS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>address awaited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/review/kinds.py"/>
        <source>released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/review/kinds.py"/>
        <source>caller gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no number sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no address sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no apartment or location given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no name sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no municipality sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no service class sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no code sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no ESN sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no agency sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no time sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no position sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no routing number sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>number not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>address not known: the record is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>apartment or location not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>name not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>municipality not known: the record is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>service class not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>code not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>ESN not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>agency not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>time sent not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>position not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>routing number not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>look for it in the record below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>may not be the caller's own number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>area code {code}: directed to this centre by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>may not be where the caller is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>begins with no house number: verify it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no municipality known here: verify it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>Ring back: yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>Ring back: NO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>Ring back: not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>Ring back: not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>sent {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>sent {time}, no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>{label}, {link} link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>{label} before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no table fits the record: ask for the number and the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>No address is known yet: ask where help is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>The address is not the caller's: ask where help is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>The address may not be the caller's: ask where help is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>DAMAGED ON THE LINE: verify all of it (Ctrl+R: as sent)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>NOT ALL OF IT FITS: verify all of it (Ctrl+R: as sent)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>The address is the caller's, not necessarily the incident's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>NO CALL YET</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>the next caller's details will stand here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no call yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/ui/starting.py"/>
        <source>apartment or location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/ui/starting.py"/>
        <source>municipality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>service class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/position/commission_checks.py"/>
        <location filename="app/ui/starting.py"/>
        <source>ring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>time sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>routing number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>the {link} link says {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>THE LINKS DISAGREE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>still open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>ended {time}, {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>no data sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>NOT DECODED: {lines}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/card.py"/>
        <source>address not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>flash {n} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>flash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>dial tone heard, and the test caller still on the line?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>a test caller on the line hangs up: does its telephone ring?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>a test caller on a 9-1-1 line hangs up: does its telephone ring?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/position/commission_checks.py"/>
        <location filename="app/position/commissioning.py"/>
        <source>{n} rings</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="app/position/commission_checks.py"/>
        <source>dial a test number nobody answers: {n} rings, then they cease?</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>dial a test number that is answered: shown when it was?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>dial a test number that is busy: shown as busy?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <location filename="app/spill/service_class.py"/>
        <source>unknown code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>dial a code nobody has: shown as failed, the caller still there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>call, bring a test agency in, release it: do both still hear each other?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commission_checks.py"/>
        <source>the measured times become this telephone's profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>dial tone after {seconds:.2f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>first ring after {seconds:.1f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>{seconds:.2f} s apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>answered after {seconds:.1f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>{seconds:+.1f} s from what was heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>ended {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>ended {how} after {seconds:.1f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>every check is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>kept in {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>Commissioning: every check is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>the journal holds the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>Check {at} of {n}, {check}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>{yes} yes, {no} no, {skip} skips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>{check}: type a test number, Enter dials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>{check}: {yes} begins, {skip} skips.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>nothing was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/commissioning.py"/>
        <source>type a test number first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>no dial tone in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>the switch said nothing in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>the rings are over, the switch did not end it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>the line did not confirm it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>busy tone heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>fast busy heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>nothing heard after dialling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>dialled {digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>no agency is being brought in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>{agency} is being given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>{agency} has not answered yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>{agency} has not been dialled yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>this telephone cannot give up an attempt: use the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>{agency} is being given up already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/conference.py"/>
        <source>the ringing stopped unanswered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/deeds.py"/>
        <source>that call is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/deeds.py"/>
        <source>{agency} is being brought in: {key} gives it up first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/deeds.py"/>
        <location filename="app/position/keys.py"/>
        <source>this telephone cannot hold: use the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <source>location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <source>locality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <source>postal code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <source>borough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/caller_card.py"/>
        <location filename="app/ui/raw_view.py"/>
        <source>ESN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <source>call number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <location filename="app/ui/raw_view.py"/>
        <location filename="app/ui/starting.py"/>
        <source>agencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <source>main</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <source>second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <source>not known before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/details.py"/>
        <source>not sent before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>MAIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>SECOND</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>feed not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>REPLAYED EMULATED FEED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>EMULATED FEED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>REPLAYED RECORDING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>VIRTUAL TELEPHONE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>feed {name}: opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>feed {name}: up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>feed {name}: closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} LINK brings spills again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} LINK FAILS: it is open, but did not bring the last {n} spills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} LINK LOST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} LINK SILENT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} LINK is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} LOST, ask callers for number and place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} LOST {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} SILENT, data may not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} SILENT {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} {name}: opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} {name}: closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} BRINGS NO SPILLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} up, missed a spill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>{link} {name}: up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>voice comes again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>NOT DONE: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>NO VOICE: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>FEED LOST, ask callers for number and place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/edges.py"/>
        <source>FEED SILENT, data may not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/endings.py"/>
        <source>RELEASE NOT CONFIRMED by the telephone: {key} again closes the call here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/endings.py"/>
        <source>RELEASE NOT CONFIRMED: the line was lost while the call was being released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/endings.py"/>
        <source>RELEASE NOT CONFIRMED: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/endings.py"/>
        <source>NOT RELEASED: {why}; you are still on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/endings.py"/>
        <source>RELEASE NOT CONFIRMED by the telephone: call {call} is closed here all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>heard dial tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>heard a ring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>heard an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>heard busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>heard fast busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>heard nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>caller hung up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ambulance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>fire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>police</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>getting dial tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <location filename="app/review/kinds.py"/>
        <source>dial tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>dialled {digits}: listen, this line tells nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ANSWERED: the caller is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ANSWERED: voice contact?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ANSWERED ({certainty}): voice contact?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>voice contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>voice contact, listening only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>giving up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>left with the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ANSWERED when it was over: is it on the line?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>given up, NOT CONFIRMED by the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>LINE LOST in voice contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ANSWERED, then LINE LOST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ANSWERED, then gone before voice contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>has left the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>BUSY (agency or circuits)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/position/faces.py"/>
        <source>NO ANSWER after {n} rings</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>voice contact before the restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>answered before the restart, no voice contact noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>dialled before the restart, its end is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>call-taker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>dialling {digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>the switch is working on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ring {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ring {n} of {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ring {n}, more than {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>{ring} (by {source})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>for {municipality}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>{kind}: {municipality} goes to {agency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>HOLD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>VOICE CONTACT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>RELEASE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>hands over; may be refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Give up attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Listen only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Call without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>answered: confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>releasing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>press again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>listening only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>BACK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>still lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>line ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>ANSWER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>rings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>BY HAND</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <location filename="app/position/lookup.py"/>
        <location filename="app/position/marking.py"/>
        <location filename="app/position/view.py"/>
        <source>refused: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Star code by hand: {agency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Tandem number: {agency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Speed dial: {agency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>once the information is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Back-up: {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>none named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>press again if power or telephone failed there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>power or telephone failure only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>asks who took it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>asks who took it, of call {call}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>{agency} has the information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>Information taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/faces.py"/>
        <source>extension {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/facts.py"/>
        <source>no number: whether it called before is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/facts.py"/>
        <source>first call of today from this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/facts.py"/>
        <source>{times}, and {n} before</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/position/facts.py"/>
        <source>{n} earlier calls from this number today ({times})</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/position/from_journal.py"/>
        <source>an agency that is down, or a decision, cannot be read from the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/gestures.py"/>
        <source>agency down: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/gestures.py"/>
        <source>the set is worked by hand: {key} goes back to the line first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/gestures.py"/>
        <source>this telephone is answered on the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/gestures.py"/>
        <source>nobody rings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/gestures.py"/>
        <source>call {call} is still open: {key} closes it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/gestures.py"/>
        <source>look at an ended call of today first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/gestures.py"/>
        <location filename="app/ui/steps.py"/>
        <source>nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>GARBLED: {n} bytes on the feed, {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>GARBLED: {n} bytes on the second link, {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>the {link} link brought {whose} {s} s late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>THE LINKS DISAGREE, {whose}: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>the {link} link brought {whose} damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>fits no table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>NOT DECODED: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>NOT DECODED: {why} (second link)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <location filename="app/position/today.py"/>
        <source>call {call}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/incoming.py"/>
        <source>a spill that is not shown here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>no caller on the line (Ctrl+N begins a call without data)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>no caller on the line ({key} takes call {call} up again)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>the call is being released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>call {call} is being answered: wait a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>the caller rings and is not answered yet: {key} answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>Esc gives it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>the set gives it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>wait a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>{agency}: {state}; {wait}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>call {call} is looked at: {key} goes back to the live call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>{number!r} cannot be dialled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>not asked for on this call: press it, then type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>expected at most {most} digits, got {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>expected at most {most} of 0-9, * and #, got {got!r}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>the set is worked by hand already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>the line is not lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>{agency} is on the set: release there first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>the line is lost: release on the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>{key} again closes the call here; {warning}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>{key} again releases; {warning}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>this call was taken up again: its caller is on no 9-1-1 line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>{label}: no number set; {key}, then type it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>the number cannot be dialled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>this telephone cannot mute: use the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>no agency is in voice contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>{agency} has answered already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/keys.py"/>
        <source>there was dial tone already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/leading.py"/>
        <source>after this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/leading.py"/>
        <source>THE CALLER HUNG UP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/leading.py"/>
        <source>begun {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/leading.py"/>
        <source>last tick {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/leading.py"/>
        <source>after this call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/links.py"/>
        <source>same incident as {n} calls, the first is {call}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/links.py"/>
        <source>same incident as call {call}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/links.py"/>
        <source>same incident as calls {calls}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/links.py"/>
        <source>Nothing new? You may tell the caller: we have the information. {key} releases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/links.py"/>
        <source>same incident as call {call}; anything new still goes to the agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/links.py"/>
        <location filename="app/position/matters.py"/>
        <location filename="app/position/relay.py"/>
        <location filename="app/position/running.py"/>
        <location filename="app/position/step_words.py"/>
        <source>manual p. {page}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/listener.py"/>
        <source>a fault of this program, told in its log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/listener.py"/>
        <source>not read: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/lookup.py"/>
        <source>not on a 9-1-1 line: use another telephone or the ring-down line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/lookup.py"/>
        <source>not in the directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/lookup.py"/>
        <source>Enter again dials {number}: {entry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/lookup.py"/>
        <source>Enter again dials {number}, extension {extension} by voice: {entry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>manual p. 20</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Power failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Telephone failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Up again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Supervisor decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Lift the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Number or place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>supervisor's name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>number or place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Agency down, or up again: power or telephone failure there; the supervisor's decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>{agency}, power failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>{agency}, telephone failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>{agency}'s calls go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>that is the agency whose calls are to go elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>this one is DOWN itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>{agency}'s calls go to {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>number or place: 911 would come back to this centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Which agency is down, or up again? Press its key ({keys}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>power or telephone failure there; busy or no answer is neither</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>{agency}: what has failed there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>Where do {agency}'s calls go? Press that agency's key, or type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>the supervisor decides; it stands on every call until lifted; tell the other positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/marking.py"/>
        <source>{agency} is {state}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>Up, Down choose · Ctrl+B trouble · A agency's trouble · C complaint · Esc back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>Agency's trouble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>Complaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>Enter next, at the end gives it · Esc leaves it, kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>AGENCY'S TROUBLE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>COMPLAINT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>agency's trouble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>half typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>{matter}, and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>Report trouble: lines and equipment ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>{n} more open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>half typed, and kept: {matters} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>half typed: {matters}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>MATTERS {at}/{n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>MATTERS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>NOW: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/matters.py"/>
        <source>SOON: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>the one you dialled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>the one I am calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>on the telephone set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>{agency}, which is down; {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>nobody on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>one party on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>two parties on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>three parties on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>four parties on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>nobody on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <location filename="app/review/kinds.py"/>
        <source>caller ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>{agency} ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>{agency} answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>{n} parties on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>perhaps {agencies} ({why})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>call {call} taken up again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>the caller hung up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>the caller was CUT OFF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/next_step.py"/>
        <source>ON HOLD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/panes.py"/>
        <source>a call is open: release it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/panes.py"/>
        <source>Esc leaves the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/panes.py"/>
        <source>{key} shows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/panes.py"/>
        <source>TTY: the caller types ({way}): {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/panes.py"/>
        <source>TTY: a TTY is heard ({way})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/procedures.py"/>
        <source>no other procedure is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/procedures.py"/>
        <source>no other procedure is open for this call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/procedures.py"/>
        <source>{procedure}: no caller on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>same number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>same number (one without area code)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>same address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>same tower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>same street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>no address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <location filename="app/ui/related_line.py"/>
        <source>no related call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>no caller on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>no related call: look at the other call first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/related.py"/>
        <source>call {call} is linked to this one already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/relay.py"/>
        <source>who took it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/relay.py"/>
        <source>{key} leaves it open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/relay.py"/>
        <source>{key} again: the next of {n} tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/relay.py"/>
        <source>{agency} has the information of call {call}: who took it there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/relay.py"/>
        <source>no open task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/relay.py"/>
        <source>{agency} has call {call}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/routed_faces.py"/>
        <source>{state} ({since})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/rungs.py"/>
        <source>no agency has failed on this call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/rungs.py"/>
        <source>by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/rungs.py"/>
        <source>take the information first ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/rungs.py"/>
        <source>back-up site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/rungs.py"/>
        <location filename="app/position/standing.py"/>
        <source>back-up {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/rungs.py"/>
        <source>no number set: tell the supervisor yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>NOT LOGGED YET: the disk is slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>no set is worked by hand here; the telephone's own line is waited for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>NOT SHOWN: {event}, {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>NOT LOGGED WHOLE: {event}, {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>NOT LOGGED: {event}, {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>NOT LOGGED, tell the supervisor: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/runner.py"/>
        <source>related calls cannot be looked for: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/running.py"/>
        <source>{title} (call {call})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/running.py"/>
        <source>{procedure}: {step} ({way})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/screen.py"/>
        <location filename="app/ui/lesson_choice.py"/>
        <source>TRAINING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/screen.py"/>
        <source>REPLAY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/screen.py"/>
        <source>journal not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>the supervisor decides where calls go (Ctrl+G, K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>SUPERVISOR DECIDES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Jan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Feb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Mar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Apr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>May</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Jun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Jul</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Aug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Sep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Oct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Nov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>Dec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>DOWN as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>no back-up is named: the supervisor decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>its back-up {site} is DOWN as well: the supervisor decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>its back-up {site} has no number set: nothing is dialled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>its key will dial its back-up {site} ({number})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>no back-up named: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>no back-up named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>its back-up {site} is DOWN too: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{agency} is DOWN too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{site} (back-up for {agency})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>DOWN: dials {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{who} decided {site}, which is DOWN now: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{who} decided {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>decided: {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{site} (for {agency})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>DOWN: decided {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>DOWN: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>DOWN; {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{cause}, since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{one} and {other}, each the other's back-up: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>DOWN: {agencies}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{agency} (to {site}, no number set)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{agency} (to {site})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{n} agencies are down: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>calls go to {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{agency} DOWN since {time}, {cause}: {reason}; {to}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{time} {who} decided: {agency}'s calls go to {site}, on every call until lifted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{month} {day} {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/standing.py"/>
        <source>{site} for {agency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>answer deduced: confirm by ear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>answer not signalled: confirm by ear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>answer only deduced from silence: confirm by ear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>answer not signalled on this line: confirm by ear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>nothing is heard by the program: say what you hear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>rings not counted on this line: count them by ear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>rings counted by the clock, not heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>dial tone waited for, not heard by the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>busy may be the agency or the circuits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>release hands caller and agency over to each other; the far end may refuse it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>an attempt that was begun cannot be given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>cannot hold: use the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>cannot mute: use the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>last words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>this line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>telephone set WORKED BY HAND; {phone} is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>telephone set WORKED BY HAND; {phone} is ready again, {key} goes back to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>TELEPHONE LINE LOST: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>TELEPHONE LINE LOST, {key} works the set by hand: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>telephone {phone}: opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>telephone {phone}: in use, but {faults}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/telephone.py"/>
        <source>telephone {phone}: ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/today.py"/>
        <source>open when the console stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/today.py"/>
        <source>{agency} answered in {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/today.py"/>
        <location filename="app/ui/steps.py"/>
        <source>WAITING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/today.py"/>
        <source>HUNG UP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/today.py"/>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/today.py"/>
        <source>{time} {agency} ({why}) does not have {caller} yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/tty.py"/>
        <source>the caller has written nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/tty.py"/>
        <source>you said SK: the end of the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/tty.py"/>
        <source>the caller said SK: the end of the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/tty.py"/>
        <source>you said GA: the turn is with the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/tty.py"/>
        <source>the caller said GA: the turn is with you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/tty.py"/>
        <source>you are writing; GA gives the turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/tty.py"/>
        <source>the caller is writing; GA gives the turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/position/view.py"/>
        <source>and {n} more, after these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/film.py"/>
        <source>OTHER TABLES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/film.py"/>
        <source>read from the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/film.py"/>
        <source>the film ends after {n} events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/film.py"/>
        <source>event {number} could not be decided then either: the screen before it stayed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/film.py"/>
        <source>event {number} ({kind}) is of another version of this program: left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/film.py"/>
        <source>OTHER TABLES than then, so the screens may differ: {tables}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/film.py"/>
        <source>version {then} wrote this, version {now} shows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>console started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>console stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>spill arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>noise heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>feed state changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>line up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>line told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>caller here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>caller away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>screen taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>information taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>dialled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>conferenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>attempt ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>release refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>held on line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>audio lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>audio back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>tty heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>tty text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>time tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>times kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>key pressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>digits typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>entry chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>text typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>caller joined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>check done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>step taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter drafted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matters found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>procedure found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter task left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter task done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>task found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter agency down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter agency up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter calls directed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>matter direction lifted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>standing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>form filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>phone changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>initials given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>call looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>past call found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>related found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>trouble met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>lesson went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>lesson struck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/kinds.py"/>
        <source>woke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/root.py"/>
        <source>call {call} of {journal}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/root.py"/>
        <source>reading the journal; Esc stops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/root.py"/>
        <source>reading the journal: {share} %; Esc stops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/root.py"/>
        <source>expected a time of day as 13:31 or 13:31:07, got {typed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/root.py"/>
        <source>PLAYING, {speed}x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/root.py"/>
        <location filename="app/training/course.py"/>
        <source>PAUSED, {speed}x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/review/root.py"/>
        <source>event {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/decode.py"/>
        <source>the number was damaged on the line: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/decode.py"/>
        <source>damaged on the line: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/service_class.py"/>
        <source>the class code is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/service_class.py"/>
        <source>The class code is not in the table: ask the caller for number and place, and tell the supervisor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>ANI failure: the network did not know the number; the digits say nothing about the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>ANI failure: all zeros, the network did not know the number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>not dialable: a handset without service sends such a number; nobody answers there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>not dialable: area code 911 stands for a handset without service; nobody answers there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>not dialable: a routing number of a cell sector, not a telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>not dialable: no subscriber has such a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>area code not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>no number was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>one figure more stands before it: it may be wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/spill/telephone_number.py"/>
        <source>not dialable: {n} digits are no telephone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>the lesson goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>the lesson stands: feed, telephone and every time limit with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>{speed}x is the highest speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>{speed}x is the lowest speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>speed {speed}x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>expected a call from 1 to {last}, got {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>call {number} comes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>another caller comes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>a recording: its callers say what their records say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>RUNNING, {speed}x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>now, since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>comes in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/course.py"/>
        <source>came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/faults.py"/>
        <source>no call came before this one: nothing comes once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/faults.py"/>
        <source>{fault} strikes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/faults.py"/>
        <source>{fault} strikes the next call that comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>hangs up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>tones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>LATE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>MISSED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>WRONG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>NOT JUDGED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>now or before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>Never: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>not before {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>kept so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>OVERDUE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>the time is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/training/lines.py"/>
        <source>within {seconds} s after {moment}</source>
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
        <source>{field} changed: {value}, was {was}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/announce.py"/>
        <source>now: {step}</source>
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
        <source>Role</source>
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
        <location filename="app/ui/emulator_window.py"/>
        <source>Emulator - Answerpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>Scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>State of the emulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>What the last key did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <location filename="app/ui/trainer_window.py"/>
        <source>Faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>A fault to write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>flipped=0.01 switches it on, stormx200 strikes once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>Line and scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>Faults in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>Counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>Last whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>Last damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>Sent, the newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>FAULTS: Up and Down choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>OR WRITE ONE: Enter takes it, Esc leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>LINE AND SCENARIO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>FAULTS IN FORCE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>COUNTED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>LAST WHOLE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>LAST DAMAGED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>SENT, THE NEWEST FIRST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>next caller now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>chosen fault strikes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>chosen fault on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>write a fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>all faults off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>let callers come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>hold the callers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>mend the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>cut the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/emulator_window.py"/>
        <source>none yet</source>
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
        <location filename="app/ui/lesson_choice.py"/>
        <source>choose a lesson: Enter begins it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/lesson_choice.py"/>
        <source>Lessons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/lesson_choice.py"/>
        <source>TRAINING: choose a lesson with Up and Down. Enter begins it, Esc leaves.</source>
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
        <location filename="app/ui/monitor_pane.py"/>
        <source>STOPPED by a fault, told in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/monitor_parts.py"/>
        <source>words or 0x1B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/monitor_parts.py"/>
        <source>Space goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/monitor_parts.py"/>
        <source>Line monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/monitor_parts.py"/>
        <source>Search the line monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/monitor_parts.py"/>
        <source>State of the line monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/monitor_parts.py"/>
        <source>Counted on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/option_row.py"/>
        <location filename="app/ui/pane_form.py"/>
        <source>{form}: {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/page.py"/>
        <source>this window has no room for today's calls beside the keys for what is heard</source>
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
        <source>RECORD AS SENT; Esc: back to the fields</source>
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
        <source>control characters, in their order: {names}</source>
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
        <location filename="app/ui/record_view.py"/>
        <source>Record, with its fields marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/refusal.py"/>
        <source>Not opened - Answerpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/refusal.py"/>
        <source>Why the console was not opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/refusal.py"/>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/refusal.py"/>
        <source>The console was not opened.</source>
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
        <location filename="app/ui/replay_window.py"/>
        <source>Replay control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>Time to jump to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>T, then a time of day as 13:31 or 13:31:07, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <location filename="app/ui/trainer_window.py"/>
        <source>slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <location filename="app/ui/trainer_window.py"/>
        <source>quicker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>event before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>next event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <source>leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/replay_window.py"/>
        <location filename="app/ui/trainer_window.py"/>
        <source>pause</source>
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
        <source>came {span} ago</source>
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
        <source>{n} in all</source>
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
        <source>Esc back to today's calls</source>
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
        <source>type to search, Enter opens · Ctrl+PgUp/PgDn section · Ctrl+Shift+P print · Esc back</source>
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
        <source>LINE MONITOR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/steps.py"/>
        <source>Space pauses · type to search, Enter again · Ctrl+H hex · Ctrl+S save · Esc</source>
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
        <source>Tab: text, lines that are ready · Alt+O other reading · Alt+T or Esc back</source>
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
        <location filename="app/ui/trainer_window.py"/>
        <source>Trainer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>Lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>Lesson clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>FAULTS: Enter puts one in, Esc leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>What the caller does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>What is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>Told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>CALLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>WHAT THE CALLER DOES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>SAY, AS THE CALLER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>EXPECTED OF THE TRAINEE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>chosen call comes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>another caller now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>put in a fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>next marked call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>end the lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>again: end it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>no card: the first call has not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/trainer_window.py"/>
        <source>the lesson has begun</source>
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
    <message>
        <location filename="app/ui/window.py"/>
        <source>the letters are as large as this window holds with every key in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>answerpoint: format workshop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>The record as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>The table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>What is to be put right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>F6 next part · Ctrl+Up, Ctrl+Down record · Ctrl+S save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>nothing: the table has no fault, and this record none either</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>{name}, line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/ui/workshop_window.py"/>
        <source>{file} is there already: Ctrl+S once more writes over it</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="app/workshop/look.py"/>
        <source>the table has {n} faults: records are shown as the table before had them</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="app/workshop/look.py"/>
        <source>{looked}: {decoded} decoded, {flawed} of them with problems; {rest} not decoded, noise or heartbeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop/look.py"/>
        <source>the first {n} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop/look.py"/>
        <source>NOT DECODED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop/look.py"/>
        <source>{number} NOISE {n} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop/look.py"/>
        <source>{number} heartbeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop_command.py"/>
        <source>saved as a draft, since it has faults: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop_command.py"/>
        <source>saved: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop_command.py"/>
        <source>{sample}, its first part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="app/workshop_command.py"/>
        <source>(new)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulated_feed.py"/>
        <source>NOT DECODED: no table in force reads {format}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>a service class that no table knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the record names an answering position that does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the number alone: no name, no address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>911-0142 for a number and no data: the network did not know her</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>905-111-1111 for a number: a handset without service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>class MUL, all zeros for a number and no data: a four-party line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the call's number is 99999, and 00001 comes next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the controller's clock is wrong by a minute to ten years, either way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the record is dated 29 February</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>a call on the seven-digit line: a telephone rings and nothing is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>after the record, that of the call before it is sent once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>records without a pause, as fast as they are taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>heartbeats that are due do not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>a heartbeat is sent again at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the far end goes away in the middle of a record and returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the first link dies in the middle of a record and never returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>a record breaks off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>bytes are lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>bytes come twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>one bit of a byte is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>a record of a 7-E-1 line as it looks where it is read as 8-N-1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the highest bit of bytes is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>bytes that nobody sent, in the quiet before a record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>a record comes byte by byte, each on its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/emulator/fault.py"/>
        <source>the far end never reads: whatever the console sends stays where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_calls.py"/>
        <source>call {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_faults.py"/>
        <source>at once: the telephone's line is lost, and comes back after {n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_faults.py"/>
        <source>at once: the feed is lost, and comes back after {n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_faults.py"/>
        <source>at once: the feed is lost, and never comes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_faults.py"/>
        <source>at once: {n} records of other callers, one right behind the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_faults.py"/>
        <source>at once: the record of the call before comes once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_faults.py"/>
        <source>at once: {n} heartbeats do not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_faults.py"/>
        <source>at once: the next heartbeat comes {n} times more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/lesson_recording.py"/>
        <source>not decoded: {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <source>press RELEASE on the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <source>hang up on the set: the call ends for everyone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <source>press HOLD on the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <source>take the line back from hold on the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <location filename="drivers/serial_attempts.py"/>
        <source>press 9-1-1 FEATURE on the set and wait for dial tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <source>press 9-1-1 FEATURE on the set and wait for dial tone, then dial {digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <source>dial {digits} on the set, then say what you hear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <source>give up on the set what was dialled, and keep the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/manual_phone.py"/>
        <location filename="drivers/serial_attempts.py"/>
        <location filename="drivers/serial_ends.py"/>
        <source>drop the agency on the set and keep the caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/serial_ends.py"/>
        <source>give up the agency's call on the set: the device cannot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/virtual_switch.py"/>
        <source>the line was taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="drivers/virtual_switch.py"/>
        <source>the line is lost: the switch cannot be told</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
