"""The content: everything that people read.

The content is for people who don't read Python:

- `groomingcheck/` is a check: its structure (`check.toml`), its texts in each language (`nl.toml`, `en.toml`), its
  helplines and its reminders. Every check has a folder like this.
- `words/` has the general texts of the product: buttons, headings and fixed sentences.
- `templates/` has the layout of each screen, and `readability/` the rules of plain language.
- `faults/` has the messages of `groomingcheck review`.

The rest is code: `loading` reads the content, `rendering` turns the engine's views into text, `linting` finds faults.
Start reading at `content.load`.
"""
