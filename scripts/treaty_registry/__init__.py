"""The Treaty Registry: treaties as validated, sourced records, checked and published.

The packages form one line, and a later one may import an earlier one, never the reverse:
``read`` (bytes to text) → ``model`` (text to facts) → ``check`` (what is wrong) → ``law`` (what follows)
→ ``publish`` (pages). ``cli`` stands at the end and only parses arguments and prints.
"""
