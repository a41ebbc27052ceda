"""The centre's manual as the console shows it: topics of sections, each with the manual's pages it comes from.

topic    one file of the manual: a heading, then its sections
section  what is read at once: a title, pages, text of paragraphs, lists and tables
page     a page of the printed manual as it is named: "p. 15", "tech. p. 3", "agreement p. 4", "report p. 1"

Pure: texts come as text, and nothing is drawn or printed here.
"""

from app.manual.blocks import Block, Paragraph, Point, Table, blocks_of
from app.manual.manual import Manual
from app.manual.page import pages_in
from app.manual.reader import Topic, read_topic
from app.manual.section import Section

__all__ = ["Block", "Manual", "Paragraph", "Point", "Section", "Table", "Topic", "blocks_of", "pages_in", "read_topic"]
