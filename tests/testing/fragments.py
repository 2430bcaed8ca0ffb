"""Pieces of HTML, one on a line, by the rule that they show: what roles, names and outlines are compared on."""

ROLES = """
<a>plain</a><a href="/x">link</a><a href="">empty</a><a name=x>anchor</a>
<map name=m><area href=/x alt=here><area alt=nothing></map>
<article>a</article><aside>b</aside><blockquote>c</blockquote><main>d</main><nav>e</nav><search>f</search>
<code>x</code> <del>y</del> <ins>z</ins> <em>e</em> <strong>s</strong> <sub>1</sub><sup>2</sup> <mark>m</mark> <time>t</time>
<dfn>term</dfn> <b>b</b> <i>i</i> <u>u</u> <s>s</s> <small>s</small> <q>q</q> <cite>c</cite> <abbr title=x>ab</abbr> <kbd>k</kbd>
<dl><dt>Term</dt><dd>Meaning</dd><div><dt>T2</dt><dd>M2</dd></div></dl>
<details><summary>More</summary>hidden text<p>hidden</p></details>
<details open><summary>More</summary>text<p>para</p></details>
<details>no summary</details><details open>no summary</details>
<details><p>first</p><summary>late</summary><summary>second</summary></details>
<dialog>closed</dialog><dialog open>open<button>ok</button></dialog>
<fieldset><legend>Legend</legend><input></fieldset><fieldset><input></fieldset>
<fieldset title=t><p>x</p></fieldset><fieldset aria-label=l><legend>no</legend></fieldset>
<figure><img src=x alt=pic><figcaption>Caption</figcaption></figure><figure>no caption</figure><figure title=t>x</figure>
<header>page</header><footer>page</footer>
<main><header>in main</header><footer>in main</footer></main>
<article><header>a</header><div><footer>b</footer></div></article>
<div role=region aria-label=x><header>h</header></div><section role=group><header>h</header></section>
<section><header>unnamed section</header></section><nav role=none><footer>f</footer></nav>
<form>f</form><form aria-label=x>f</form><form aria-labelledby=id1>f</form><form title=x>f</form><p id=id1>Name</p>
<section>s</section><section aria-label="">s</section><section aria-label=x>s</section><section title=x>s</section>
<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6>
<h2 aria-level=5>five</h2><div role=heading aria-level=4>h</div><div role=heading>h</div><div role=heading aria-level=x>h</div>
<div role=heading aria-level=1.5>h</div><div role=heading aria-level=0>h</div><div role=heading aria-level=" 3 ">h</div>
<hr><p>a<hr>b
<img src=x><img src=x alt><img src=x alt=""><img src=x alt="a"><img src=x alt="" title=t><img src=x alt="" aria-label=l>
<img src=x alt="" tabindex=0><img src=x alt="" tabindex=x><img src=x alt="" aria-hidden=false><img alt=only>
<img src=x alt="" aria-describedby=x><img src=x title=t><img src=x alt=" " title=t>
<input><input type=text><input type=email><input type=tel><input type=url><input type=search><input type=password>
<input type=number value=3><input type=range><input type=range min=0 max=10><input type=checkbox><input type=radio>
<input type=button value=b><input type=submit><input type=reset><input type=submit value=Go><input type=image alt=i><input type=file>
<input type=date><input type=time><input type=datetime-local><input type=month><input type=week><input type=color>
<input type=hidden value=x><input type=HIDDEN><input type=nonsense value=n><input type="">
<input list=dl><datalist id=dl><option>1<option>2</datalist><input list=none><input type=search list=dl>
<input type=number list=dl><div id=nodl></div><input list=nodl><input type=email list="x dl"><datalist id=dl></datalist>
<ul><li>1<li>2</ul><ol><li>1</ol><menu><li>1</menu><li>alone</li>
<ul><li>a<ul><li>b</ul></ul><ul role=list></ul>
<math><mi>x</mi><mo>=</mo><mn>1</mn></math>
<meter value=3>3</meter><progress></progress><progress value=.5>50%</progress><output>out</output>
<select><option>a<option selected>b</select><select multiple><option>a<option selected>b</select><select size=3><option>a</select>
<select size=1><option>a</select><select size=0><option>a</select><select size=x><option>a</select><select size="+2"><option>a</select>
<select><optgroup label=g><option>a<option>b</optgroup><option>c</select>
<select multiple><optgroup label=g><option>a<option selected>b</optgroup><option disabled>c</select>
<select><option disabled>a<option>b</select><select><option disabled selected>a<option>b</select><select></select>
<select><option selected>a<option selected>b<option>c</select><select multiple><option selected>a<option selected>b</select>
<select><option hidden>a<option>b</select><select><option aria-hidden=true>a<option>b</select>
<select><option value=1>one<option value=2 label=two>2</select><select><hr><option>a</select>
<svg></svg><svg><title>drawn</title><path d="M0 0L9 9"/></svg><svg aria-label=l></svg><svg role=none><text>t</text></svg>
<svg><a href=/x><text>link</text></a></svg><svg><a xlink:href=/x xlink:title=xt><text>link</text></a></svg>
<svg><g><title>inner</title><text>t</text></g></svg><svg aria-hidden=true><text>t</text></svg><svg><desc>d</desc><text>x<tspan>y</tspan></text></svg>
<svg><style>x</style><script>y</script><metadata>z</metadata></svg><button><svg><title>Close</title></svg></button>
<a href=x><svg><use href="#icon"/></svg></a><span role=link><svg role=none><use href="#icon"/></svg></span>
<svg><foreignObject width=50 height=50><p>html</p></foreignObject></svg><svg role=img><circle r=5 /></svg>
<textarea>text</textarea><textarea placeholder=ph></textarea><textarea> two  blanks </textarea>
<textarea>
lines
more</textarea>
<iframe></iframe><iframe title=x src="about:blank"></iframe><video controls>fallback</video><canvas>fallback<b>x</b></canvas><audio>x</audio>
<address>a</address><hgroup><h1>h</h1><p>p</p></hgroup><ruby>x<rp>(</rp><rt>y</rt><rp>)</rp></ruby>
<object>fallback</object><picture><source><img src=x alt=p></picture><wbr>a<wbr>b<br>c
<template><p>t</p></template><script>s</script><style>s{}</style><noscript>n</noscript>
<label>l<input></label><legend>alone</legend><caption>x</caption><summary>alone</summary><option>alone</option><optgroup label=x>y</optgroup>
<x-custom>c</x-custom><x-custom role=button>c</x-custom><slot>s</slot><slot><b>x</b></slot><center>c</center><font>f</font>
<bdi>a</bdi><bdo dir=rtl>b</bdo><data value=1>c</data><var>d</var><samp>e</samp><tt>f</tt><big>g</big><nobr>h</nobr>
"""

TABLES = """
<table><tr><td>a<td>b</table>
<table><tr><th>a<th>b<tr><td>1<td>2</table>
<table><thead><tr><th>a<th>b</thead><tbody><tr><th>r<td>1</tbody><tfoot><tr><td>f<td>g</tfoot></table>
<table><caption>Cap</caption><tr><td>1</table><table summary=sum><tr><td>1</table><table title=t><tr><td>1</table>
<table aria-label=l><caption>Cap</caption><tr><td>1</table><table><caption><b>C</b>ap <i>x</i></caption></table>
<table><tr><th>alone</table><table><tr><th>one<tr><th>two</table><table><tr><th scope=row>r</table>
<table><tr><th scope=col>c<td>x<th scope=rowgroup>rg<th scope=colgroup>cg</table><table><tr><th scope=x>c<td></table>
<table><tr><th>a<td></table><table><tr><th>a<td> </table><table><tr><th>a<td><img src=x alt=""></table><table><tr><td>a<th>b</table>
<table><tr><th>a<th>b<th>c<td>d</table><table><tr><td>a<th>b<td>c</table><table><tr><td><th><td></table>
<table role=grid><tr><td>a<th>b</table><table role=treegrid><tr><td>a</table><table role=none><tr><td>a</table>
<table role=presentation><tbody><tr><td>a<th>b</table><table role=presentation aria-label=x><tr><td>a</table>
<table role=none tabindex=0><tr><td>a</table><table><tr role=none><td>a<td>b</table><table><tbody role=none><tr><td>a</table>
<table role=none><tr><td role=cell>a<td><table><tr><td>in</table></table>
<table><tr><td><a href=/1>1</a> and <a href=/2>2</a></table><table><tr><td>a<br>b<td><p>c</p><p>d</p></table>
<table><tr><td aria-selected=true>s<td role=gridcell aria-selected=true>g</table><table><tr aria-selected=true><td>a</table>
<table><colgroup><col></colgroup><tr><td>1</table><table></table><table><tr></table><table><tbody></table>
<table><tr><th><input type=checkbox aria-label=All><th>Name<tr><td><input type=checkbox aria-label=1><td>x</table>
<div role=table><div role=rowgroup><div role=row><span role=columnheader>H</span></div><div role=row><span role=cell>c</span></div></div></div>
<div role=grid><div role=row aria-level=2 aria-expanded=true><div role=gridcell aria-expanded=false>x</div></div></div>
<table><tr><td rowspan=2>a<td>b<tr><td>c</table><table><tr hidden><td>a<tr><td>b</table><table><tr aria-hidden=true><td>a</table>
"""

EXPLICIT = """
<div role=button>b</div><div role="nonsense button">b</div><div role="nonsense">b</div><div role="BUTTON">b</div><div role=" button ">b</div>
<div role="link button">b</div><div role="tab	button">t</div><div role="">x</div><button role="">x</button><button role=nonsense>x</button>
<button role=none>b</button><button role=presentation disabled>b</button><a href=x role=none>a</a><a role=none>a</a>
<h1 role=none>h</h1><h1 role=presentation aria-label=x>h</h1><h1 role=none tabindex=-1>h</h1><h1 role=none aria-live=polite>h</h1>
<p role=none aria-label=x>p</p><p role=presentation aria-label=x>p</p><p role=none aria-roledescription=x>p</p>
<ul role=none><li>a</ul><ul role=presentation><li>a<ul><li>b</ul></ul><ul role=none aria-label=x><li>a</ul><ul role=presentation aria-label=x><li>a</ul>
<ul role=none><li role=listitem>a</ul><ul role=none><div><li>a</div></ul><ol role=none tabindex=0><li>a</ol>
<dl role=none><dt>a<dd>b<div><dt>c<dd>d</div></dl><dl><div role=none><dt>c<dd>d</div></dl>
<img role=none src=x alt=x><img role=presentation src=x alt=x tabindex=0><img role=button src=x alt=x>
<input role=switch type=checkbox checked><input role=none><input role=combobox value=v><input type=checkbox role=button aria-pressed=true>
<div role=generic>g</div><div role=generic aria-label=x>g</div><div role=generic></div><span role=generic> </span><p>a<span role=generic></span>b</p>
<div role=group>g</div><div role=group aria-label=x><div role=generic><b>x</b></div></div><div role=none>n</div><div role=presentation>p</div>
<div role=alert>a</div><div role=alertdialog aria-label=x>a</div><div role=application>a</div><div role=banner>a</div><div role=cell>c</div>
<div role=checkbox aria-checked=true>c</div><div role=checkbox aria-checked=mixed>c</div><div role=checkbox aria-checked=false>c</div><div role=checkbox>c</div>
<div role=radio aria-checked=true>r</div><div role=radio aria-checked=mixed>r</div><div role=switch aria-checked=TRUE>s</div><div role=option aria-checked=true>o</div>
<div role=menuitemcheckbox aria-checked=mixed>m</div><div role=menuitemradio aria-checked=true>m</div><div role=treeitem aria-checked=true>t</div>
<div role=button aria-pressed=true>b</div><div role=button aria-pressed=mixed>b</div><div role=button aria-pressed=false>b</div><button aria-pressed=TRUE>b</button>
<div role=link aria-pressed=true>l</div><button aria-expanded=true>e</button><button aria-expanded=false>e</button><a href=x aria-expanded=true>e</a>
<div role=group aria-expanded=true>e</div><div role=combobox aria-expanded=true>e</div><div role=tab aria-selected=true aria-expanded=true>t</div>
<div role=tablist><div role=tab aria-selected=true>a</div><div role=tab aria-selected=false>b</div></div><div role=tabpanel aria-label=p>c</div>
<div role=tree aria-label=t><div role=treeitem aria-level=1 aria-expanded=true aria-selected=true>a<div role=group><div role=treeitem aria-level=2>b</div></div></div></div>
<div role=listbox aria-label=l><div role=option aria-selected=true>a</div><div role=option>b</div></div><div role=menu><div role=menuitem>m</div></div>
<div role=listitem aria-level=2>a</div><div role=row aria-level=3>a</div><li aria-level=2>x</li><div role=list aria-level=3>x</div>
<div role=progressbar aria-valuenow=3>x</div><div role=slider aria-valuenow=3 aria-valuetext=three></div><div role=scrollbar></div><div role=meter aria-valuenow=1></div>
<div role=textbox>typed</div><div role=textbox aria-label=x>typed <b>bold</b></div><div role=textbox placeholder=ph>x</div><div role=searchbox>s</div>
<div role=spinbutton aria-valuenow=2></div><div role=separator>s</div><div role=toolbar aria-label=t><button>x</button></div><div role=tooltip>t</div>
<div role=status>s</div><div role=log>s</div><div role=timer>s</div><div role=marquee>s</div><div role=note>s</div><div role=feed>s</div><div role=directory>s</div>
<div role=term>t</div><div role=definition>d</div><div role=figure aria-label=f>f</div><div role=img aria-label=i>x</div><div role=math>m</div><div role=document>d</div>
<div role=rowheader aria-selected=true aria-expanded=true>r</div><div role=columnheader aria-expanded=true aria-disabled=true>c</div><div role=region aria-label=r>x</div><div role=region>x</div>
<div role=form aria-label=f>x</div><div role=search>x</div><div role=navigation>x</div><div role=main>x</div><div role=contentinfo>x</div><div role=complementary>x</div>
<span role=emphasis>x</span><span role=strong>x</span><span role=mark aria-label=l>x</span><span role=time aria-label=l>x</span><span role=code aria-label=l>x</span>
<span role=caption>x</span><span role=paragraph>x</span><span role=insertion>x</span><span role=deletion>x</span><span role=subscript>x</span><span role=superscript>x</span>
<div role=text>x</div><div role=image aria-label=x>x</div><div role=blockquote>x</div><div role=menubar><span role=menuitem aria-haspopup=true>m</span></div>
"""

STATES = """
<button disabled>b</button><input disabled><select disabled><option>a</select><textarea disabled></textarea><a href=x disabled>a</a>
<fieldset disabled><legend><button>in legend</button></legend><button>b</button><input><legend><button>second</button></legend></fieldset>
<fieldset disabled><div><legend><button>no legend of it</button></legend></div></fieldset><fieldset disabled><fieldset><legend><button>x</button></legend></fieldset></fieldset>
<fieldset disabled><legend><fieldset disabled><legend><input></legend></fieldset></legend></fieldset>
<select multiple><optgroup disabled label=g><option>a</optgroup><option disabled>b</select>
<div aria-disabled=true><button>b</button><a href=x>a</a><input><p>p</p><button aria-disabled=false>no</button></div>
<div role=button aria-disabled=true>b</div><div role=link aria-disabled=TRUE>b</div><h1 aria-disabled=true>h</h1><div role=tab aria-disabled=true>t</div>
<div role=group aria-disabled=true><button>x</button></div><div role=toolbar aria-disabled=true>x</div><li aria-disabled=true>x</li>
<input type=checkbox checked><input type=radio checked><input type=radio name=a><input type=checkbox aria-checked=true><input type=checkbox checked aria-checked=false>
<input type=checkbox checked disabled aria-label=x><input type=text checked><button aria-checked=true>x</button><input type=checkbox role=menuitemcheckbox aria-checked=true>
<input aria-invalid=true><input aria-invalid=grammar><input aria-invalid=spelling><input aria-invalid=false><input aria-invalid=""><input aria-invalid=yes><input aria-invalid=" ">
<button aria-invalid=true>x</button><div role=radiogroup aria-invalid=true>x</div><input type=checkbox aria-invalid=TRUE><input required><input readonly>
<div role=option aria-selected=true>o</div><option selected>alone</option><li aria-selected=true>x</li><td aria-selected=true>x</td><div role=tab aria-selected=mixed>x</div>
<button aria-expanded="">x</button><button aria-expanded=TRUE>x</button><summary aria-expanded=true>x</summary><select aria-expanded=true><option>a</select>
<button aria-expanded=true aria-pressed=true disabled>all</button><div role=treeitem aria-level=2 aria-expanded=true aria-checked=mixed aria-selected=true aria-disabled=true>all</div>
<input type=radio name=g checked aria-label=a><input type=radio name=g aria-label=b><form><input type=radio name=g checked aria-label=c></form>
<h1 role=button aria-pressed=true>x</h1><h3 role=listitem>x</h3><h2 role=none>x</h2><div role=heading aria-level=12>x</div>
"""

NAMES = """
<button aria-label=label>content</button><button aria-label="">content</button><button aria-label=" ">content</button><button title=t></button><button title=t>c</button>
<button aria-labelledby=a1>c</button><p id=a1>ref</p><button aria-labelledby="a1 b1">c</button><p id=b1>two</p><button aria-labelledby=none>c</button>
<button id=self aria-label=me aria-labelledby="self oth">c</button><span id=oth>other</span><button id=s2 aria-labelledby="s2">own</button>
<button aria-labelledby=hid>c</button><p id=hid hidden>hidden <b>ref</b></p><button aria-labelledby=hid2>c</button><p id=hid2>shown<b hidden>not</b></p>
<button aria-labelledby=rec>c</button><p id=rec aria-labelledby=rec2>one</p><p id=rec2>two</p><button aria-labelledby=lab>c</button><p id=lab aria-label=said>x</p>
<label for=i1>For</label><input id=i1><label>Around <input></label><label for=i2>A</label><label for=i2>B</label><input id=i2>
<label for=i3><b>bold</b> text<input type=checkbox></label><input id=i3><label>Before <input value=v> after</label>
<label>Pick <select><option>one<option selected>two</select> please</label><label>Size <input type=range value=30> px</label><label>N <input type=number value=7></label>
<label><input type=checkbox> Accept <a href=t>terms</a></label><label for=no>x</label><label for="">y<input></label><label>two <input><input></label>
<label>own <input aria-label=said></label><label hidden for=i4>Hidden</label><input id=i4><label for=b5>for button</label><button id=b5>c</button>
<label for=o6>for output</label><output id=o6>o</output><output title=t>x</output><label for=s7>sel</label><select id=s7><option>a</select>
<label for=m8>met</label><meter id=m8 value=1></meter><label for=p8>pro</label><progress id=p8></progress><meter title=t></meter><progress title=t value=1></progress>
<label for=t9>ta</label><textarea id=t9>v</textarea><label for=f10>file</label><input type=file id=f10><input type=file aria-label=x><input type=file title=t>
<label for=im11>image</label><input type=image id=im11 alt=a><input type=image><input type=image title=t><input type=image alt=a title=t><label for=h12>hid</label><input type=hidden id=h12>
<input placeholder=ph><input placeholder=ph title=t><input placeholder=ph aria-label=l><input type=checkbox placeholder=ph><input type=range placeholder=ph><input type=date placeholder=ph>
<input placeholder=ph value=v><input type=password placeholder=ph><input type=number placeholder=ph><input type=search placeholder=ph><input type=color title=t>
<label for=ph13>l</label><input id=ph13 placeholder=ph><label for=ph14>same</label><input id=ph14 placeholder=same><textarea placeholder=a title=b></textarea>
<input type=button><input type=button title=t><input type=button value=" " title=t><input type=submit title=t><input type=reset value=r><input type=submit value="">
<label for=sb>lab</label><input type=submit id=sb value=v><input type=submit aria-label=l value=v>
<h1> a  b <b>c</b>d </h1><h1>a<b> b</b></h1><h1>a<div>b</div>c</h1><h1>a<br>b</h1><h1><span>a</span><span>b</span></h1><h1><p>a</p><p>b</p></h1>
<a href=x>a <img src=x alt=pic> b</a><a href=x><img src=x alt=""></a><a href=x><img src=x title=t></a><a href=x title=t><img src=x alt=""></a><a href=x></a>
<button><svg aria-label=icon></svg> Save</button><button><i aria-hidden=true>★</i> Star</button><button>a<span hidden>b</span><span style="display:none">c</span><span style="visibility:hidden">d</span></button>
<button>a <input value=v> b</button><button><select><option>x</select></button><h2>Total: <output>5</output></h2><h2>a<textarea>t</textarea></h2>
<h2>a<input type=checkbox checked>b</h2><h2><button>in</button> heading</h2><h2>x <progress value=3></progress> y <meter value=4 aria-valuetext=four></meter></h2>
<h2>x<div role=slider aria-valuenow=5></div><div role=spinbutton>s</div><div role=scrollbar aria-valuetext=t></div></h2><h2>x<div role=menu>m</div>y</h2>
<h2><div role=textbox>tb</div><div role=searchbox>sb</div></h2><h2><div role=combobox>cb<div role=listbox><div role=option aria-selected=true>o1</div><div role=option>o2</div></div></div></h2>
<h2><div role=listbox><div role=option aria-selected=TRUE>o1</div><div role=option aria-selected=true>o2</div></div></h2><h2><input role=combobox value=v></h2><h2><input list=d9 value=w></h2><datalist id=d9></datalist>
<h2><div role=combobox aria-owns=own9>c</div></h2><div id=own9 role=listbox><div role=option aria-selected=true>owned</div></div>
<h2><details><summary>s</summary>closed</details></h2><h2><details open><summary>s</summary>open</details></h2><h2><table><caption>c</caption><tr><td>d</table></h2>
<h2><ul><li>a<li>b</ul></h2><h2><nav>n</nav><article>a</article><section>s</section><form>f</form><group>g</group></h2><h2><fieldset><legend>l</legend>x</fieldset></h2><h2><figure>f<figcaption>fc</figcaption></figure></h2>
<h2><em>a</em><code>b</code><blockquote>c</blockquote><time>d</time><div role=status>e</div><div role=alert>f</div><div role=group>g</div><div role=img aria-label=i>x</div></h2>
<h2 aria-owns=ow>a</h2><span id=ow>owned</span><button aria-owns="ow2 ow3">b</button><i id=ow2>x</i><i id=ow3>y</i><span id=ow4>first</span><p aria-owns=ow4>q</p>
<fieldset aria-labelledby=fl><legend>no</legend></fieldset><p id=fl>FL</p><fieldset><div><legend>deep</legend></div></fieldset><fieldset><legend><b>a</b> b</legend><legend>second</legend></fieldset>
<fieldset><legend hidden>hid</legend></fieldset><fieldset><legend aria-hidden=true>hid</legend></fieldset><figure><div><figcaption>deep</figcaption></div></figure><table><caption hidden>c</caption><tr><td>x</table>
<dialog open aria-labelledby=dt><h2 id=dt>Title</h2></dialog><dialog open aria-label=l>x</dialog><dialog open title=t>x</dialog><dialog open>x</dialog>
<nav aria-label=Main><a href=1>x</a></nav><main title=t>x</main><aside aria-labelledby=ah><h2 id=ah>About</h2></aside><ul aria-label=list><li aria-label=item>x</ul>
<p aria-label=no>x</p><p title=no>x</p><b aria-label=no>x</b><strong aria-label=no>x</strong><code title=t>x</code><span title=t>x</span><div aria-label=x>y</div><time title=t>x</time>
<h1 title=t></h1><h1 title=t>x</h1><ul title=t><li title=i>x</ul><td title=t>x</td><option title=t>x</option><img title=t alt=a src=x><a href=x title=" "></a>
<button>a&nbsp;b</button><button>&nbsp;a&nbsp;</button><button>a&#8203;b&shy;c</button><button>a&emsp;b</button><button>é ü 日本 😀</button><h1>x&#10;y&#9;z&#13;w</h1><button>&#xfeff;a&#x85;b</button>
<iframe title=t></iframe><h2><iframe title=t></iframe></h2><area href=x alt=a><map><area href=x title=t><area href=x></map>
<summary>x</summary><details open><summary>Sum <b>m</b></summary></details><details open><summary aria-label=l>x</summary>y</details><details open><summary role=button>x</summary></details><details aria-label=d open>y</details>
<svg><title>  t  </title></svg><svg aria-labelledby=st><title id=st>by id</title></svg><svg><g role=img><title>g</title></g></svg><svg><title></title><text>x</text></svg><h2><svg><title>in</title></svg></h2><svg><a href=x><title>at</title><text>y</text></a></svg>
<label>Hello <b aria-label=world>x</b> <img alt=pic src=x><input></label><label aria-label=said>x<input></label><label aria-labelledby=ll>x<input></label><p id=ll>LL</p><label title=t><input></label>
<input aria-labelledby=il value=v><p id=il>ref <input value=inner></p><input aria-labelledby="sel9"><select id=sel9><option>s</select><input id=e1 aria-labelledby="e1 e2" value=mine><span id=e2>E2</span>
<div role=checkbox>a <input value=b> c</div><div role=button>x<div hidden>y</div></div><div role=tooltip><p>a</p><p>b</p></div><div role=dialog>no from content</div><div role=option><b>x</b> y</div>
<a href=x><div>block</div><div>two</div></a><a href=x>a<span>b</span></a><a href=x><h3>H</h3><p>P</p></a><li><a href=x>y</a></li><button><div>a</div>b</button>
<button><label>l <input value=1></label></button><h1><a href=x aria-label=said>x</a> y</h1><h1><a href=x aria-labelledby=zz>x</a></h1><p id=zz>zz</p><h1><span role=none>x</span><span role=presentation title=t></span><span title=t></span></h1>
<button><template>t</template><script>s</script><style>s</style><noscript>n</noscript>x<!-- c --></button><button><datalist><option>x</datalist>y</button><button>a<wbr>b<rp>c</rp></button>
<table><tr aria-label=r><td>a</table><table><tr><td><button>b</button> c<td>d</table><table><tr><th title=t></table><div role=row><span>a</span> <span role=cell>b</span></div>
"""

TEXTS = """
plain text
  leading and   trailing  
one<b>two</b>three <i>four</i> five
<p>a</p>b<p>c</p>
<div>a</div><div>b</div><span>c</span><span>d</span>
a<br>b<hr>c
<ul><li>a <b>b</b></li><li><p>p</p></li><li></li><li> </li></ul>
<p></p><p> </p><p>&nbsp;</p><p><b></b></p>
<p>key: value</p><p>key:value</p><p>ends:</p><p>- dash</p><p>-dash</p><p># hash</p><p>a #hash</p><p>a#hash</p>
<p>"quoted"</p><p>'single'</p><p>it's</p><p>back\\slash</p><p>{brace}</p><p>a{b</p><p>[bracket]</p><p>a[b]</p><p>`tick`</p><p>a`b</p>
<p>&amp;amp</p><p>*star</p><p>,comma</p><p>?what</p><p>!bang</p><p>&gt;gt</p><p>|bar</p><p>@at</p><p>%per</p><p>]close</p><p>&lt;lt</p><p>=eq</p><p>~</p><p>~x</p>
<p>true</p><p>False</p><p>YES</p><p>no</p><p>null</p><p>on</p><p>Off</p><p>y</p><p>N</p><p>nil</p><p>.inf</p><p>-.INF</p><p>.nan</p><p>+.nan</p>
<p>1</p><p>1.5</p><p>-3</p><p>+3</p><p>1e5</p><p>0x1F</p><p>0b11</p><p>0o7</p><p>1_000</p><p>1,000</p><p>.5</p><p>5.</p><p>Infinity</p><p>-Infinity</p><p>NaN</p><p>1 2</p><p>٣</p><p>2026-01-01</p><p>12:30</p><p>-0x1</p>
<p>a&#1;b</p><p>a&#127;b</p><p>a&#128;b</p><p>tab&#9;x</p><p>\u2028line</p><p>😀</p><p>a&#x200b;b</p>
<h1>key: value</h1><h1>it's: x</h1><h1>a "b" c</h1><h1>back\\slash</h1><h1>{x}</h1><h1># x</h1><h1>a #b</h1><h1>a`b</h1><h1>tab&#9;x &#1;</h1><button>[x]</button><button>x: 'y'</button>
<a href="/a:b">x</a><a href="#top">x</a><a href="?q=1">x</a><a href="a: b">x</a><a href="{x}">x</a><a href="1">x</a><a href=" /x ">x</a><a href="javascript:x">x</a><a href="mailto:a@b">x</a>
<a href="data:text/plain,hello">x</a><a href="data:nothing">x</a><a href="a&#10;b">x</a><a href="'x'">x</a><a href='"x"'>x</a><a href=yes>x</a>
<input placeholder="a: b" aria-label=x><input placeholder=" x " aria-label=x><input placeholder="" aria-label=x><input placeholder=x aria-label=x><textarea placeholder="a&#10;b" aria-label=x></textarea>
<input value=" a  b "><input value="key: v"><input value=true><textarea>a&#10;b: c</textarea><input value="same" aria-label=same><input type=submit value="Go: now">
<input type=email value=" a@b "><input type=url value=" http://x "><input type=number value=abc><input type=number value=1e3><input type=date value=2026-02-03><input type=date value=x><input type=color value=#FF0000><input type=color>
<input type=range value=200><input type=range min=10 max=20 value=15><input type=range min=5 max=1><input type=time value=12:30><input type=password value=secret><input value="a&#10;b">
<button>same</button><button><b>same</b></button><li>x</li><li><a href=x>x</a></li><p><a href=x>only</a></p><h1><a href=x>only</a></h1><h1><b>bold</b></h1><h1><em>em</em></h1>
<button>a<em>b</em>c</button><a href=x>a <code>b</code></a><h2>a<a href=1>b</a>c</h2><td>x</td><p>a <strong>b</strong> c</p><p><strong>b</strong></p>
<label>L<input></label><label>L <input type=checkbox> R</label><p>x<input value=y>z</p><p>x<textarea>y</textarea>z</p>
<div><div><div>deep</div></div></div><div> <div> a </div> <div> b </div> </div><p>a<div>b</div>c
<pre>  pre
 text</pre><p>long """ + "long " * 40 + """</p><button>""" + "name " * 179 + "</button><button>" + "name " * 181 + """</button>
<p>a<!-- comment -->b</p><!-- only --><p>x <span> </span> y</p><p>x<span> </span>y</p><p>x <br> y</p><b>a</b> <b>b</b><b>c</b>
"""

HIDDEN = """
<p hidden>a</p><p hidden=until-found>direct<b>inner</b></p><p hidden="">a</p><p hidden=x>a</p><div hidden><p>a</p></div>
<p style="display:none">a</p><p style="DISPLAY: NONE">a</p><p style="display:none;display:block">a</p><p style="color:red">a</p><div style="display:none"><p style="display:block">a</p></div>
<p style="visibility:hidden">a</p><p style="visibility:hidden">a<b style="visibility:visible">b</b></p><p style="visibility:collapse">a</p>
<div style="display:contents">a</div><div style="display:contents"><p>b</p></div><div style="display:contents"> </div><button style="display:contents">b</button><ul style="display:contents"><li>a</ul><div style="display:contents" aria-hidden=true>x</div>
<span style="display:block">a</span><span style="display:inline-block">b</span>c<div style="display:inline">d</div>e<span>f</span>
<p hidden style="display:block">shown</p><dialog style="display:block">d</dialog><template style="display:block">x</template><p aria-hidden=true>a</p><p aria-hidden=TRUE>a</p><p aria-hidden>a</p><p aria-hidden=false>a</p>
<div aria-hidden=true><p aria-hidden=false>a</p><button>b</button></div><p inert>inert<button>x</button></p><div popover>p</div><div popover=manual>p</div><span popover="">p</span>
<dialog open popover>d</dialog><dialog open hidden>d</dialog><details hidden open>x</details><details><summary hidden>s</summary>x</details><details open><summary hidden>s</summary>x</details>
<details><summary>a</summary><details open><summary>b</summary>c</details></details><details open><summary>a</summary><details><summary>b</summary>c</details>d</details>
<details><summary>a<details><summary>b</summary>c</details></summary>x</details><summary hidden>x</summary><details><div><summary>deep</summary></div></details>
<select hidden><option>a</select><select aria-hidden=true><option>a</select><select style="visibility:hidden"><option>a</select><select style="display:none"><option>a</select>
<select><option style="display:none">a<option style="visibility:hidden">b<option>c</select><select multiple><option style="display:none">a<option style="visibility:hidden">b<option>c</select>
<input hidden><input type=hidden><button hidden>x</button><a href=x hidden>x</a><img hidden src=x alt=x><svg hidden><text>x</text></svg><svg style="display:none"><text>x</text></svg>
<svg><g style="display:none"><text>x</text></g><defs><text>d</text></defs><symbol><text>s</text></symbol></svg><svg><text style="visibility:hidden">x</text></svg><svg><tspan>x</tspan><view>v</view></svg>
<audio controls>a</audio><audio>a<b>x</b></audio><video>v<b>x</b></video><canvas>c<b>x</b></canvas><meter>m<b>x</b></meter><progress>p<b>x</b></progress><object>o<b>x</b></object><embed>
<datalist><option>a</datalist><noembed>n</noembed><noframes>n</noframes><ruby>a<rp>b</rp></ruby><area><base><link><meta><title>t</title>
<p role=none hidden>x</p><section aria-label=x hidden>y</section><button aria-hidden=true aria-label=x>y</button><h1>a<span aria-hidden=true>b</span></h1><h1 aria-labelledby=hh>c</h1><p id=hh aria-hidden=true>d<b>e</b></p>
<div aria-owns=ho>x</div><p id=ho hidden>y</p><div hidden aria-owns=ho2>x</div><p id=ho2>y</p><div aria-owns="own1 own1">x</div><p id=own1>y</p><p id=own2>before</p><div aria-owns=own2>x</div>
<div id=cyc aria-owns=cyc>x</div><div id=cy1 aria-owns=cy2>x</div><div id=cy2 aria-owns=cy1>y</div><ul aria-owns=lio><li>a</ul><li id=lio>b</li>
"""

TOPICS = {
    "roles": ROLES,
    "tables": TABLES,
    "explicit": EXPLICIT,
    "states": STATES,
    "names": NAMES,
    "texts": TEXTS,
    "hidden": HIDDEN,
}


def fragments(topic: str) -> list[str]:
    return [line for line in TOPICS[topic].splitlines() if line]
