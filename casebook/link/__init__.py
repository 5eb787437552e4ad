"""Which accounts of different reports may tell one incident: suggested with reasons, never merged.

`told_in(coded)` gives each account with its claims; `profile(told)` what is stored beside it (`to_json`, `from_json`);
`keys(profile)` the keys to look others up by; `suggest(profile, others)` scored hints; `automatic(...)` those that a
policy may join. Pure functions: no I/O, no clock.
"""
