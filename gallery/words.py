"""The labels of the benchmark's rows; row i takes one of each list."""

ADJECTIVES = (
    "pretty large big small tall short long handsome plain quaint clean elegant easy angry crazy helpful mushy odd "
    "unsightly adorable important inexpensive cheap expensive fancy"
).split()
COLOURS = "red yellow blue green pink brown purple white black orange grey".split()
NOUNS = "table chair house bbq desk car pony cookie sandwich burger pizza mouse keyboard".split()


def label(i: int) -> str:
    return f"{ADJECTIVES[i * 7 % 25]} {COLOURS[i * 5 % 11]} {NOUNS[i * 3 % 13]}"
