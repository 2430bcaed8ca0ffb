"""Word lists of the benchmark page; row i takes one of each."""

ADJ = (
    "pretty large big small tall short long handsome plain quaint clean elegant easy angry crazy helpful "
    "mushy odd unsightly adorable important inexpensive cheap expensive fancy"
).split()
COLOR = "red yellow blue green pink brown purple white black orange grey".split()
NOUN = "table chair house bbq desk car pony cookie sandwich burger pizza mouse keyboard".split()


def label(i: int) -> str:
    return f"{ADJ[i * 7 % 25]} {COLOR[i * 5 % 11]} {NOUN[i * 3 % 13]}"
