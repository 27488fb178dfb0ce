"""A conversation of two processes about live objects: tests in the one, what a student wrote in the other.

Plain data cross as copies, whatever else there is stays where it is and is spoken of by a number. `forms` are values on their
way, `table` remembers what both ends hold, `link` asks and serves, `standin` is what stands for an object of the other end, `sites`
says where a test may use one, `examining` runs tests in a namespace of theirs.
"""
