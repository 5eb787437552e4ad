"""How good the reading is: scorers that compare coded reports with gold, and floors that scores may not fall below.

Nothing here imports the engine. A scorer is given a `Reader`, a function from a text to its coded line, so that any
version of the engine, or a coded file made by hand, is measured in the same way.
"""
