"""The words: everything a person reads.

The content is for people who don't read Python:

- `groomingcheck/` is a check: what it asks and when it advises what (`check.toml`), its texts in each language
  (`nl.toml`, `en.toml`), its help numbers and its reminders. Another check is another folder like it.
- `words/` has the words of the product itself: buttons, headings and fixed sentences.
- `templates/` has the layout of each screen, and `readability/` what counts as plain language.
- `faults/` has the sentences of `groomingcheck review`.

The rest is code: `loading` reads the content, `rendering` turns a view of the engine into text, `linting` finds faults.
Start reading at `content.load`.
"""
