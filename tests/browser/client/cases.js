// Runs the shared cases in a browser: `before` is built, the patch is applied by the real client, and the result is
// compared with `after`, built fresh. Gives the names of the cases that failed, with what was seen.
async (cases) => {
  const [{ append }, { apply, forgetShapes }, tree, foreign, { page }] = await Promise.all(
    ["build", "patch", "tree", "foreign", "page"].map((name) => import(`/client/${name}.js`)),
  );
  page.tickets = ["of one root"];
  page.record = { parts: { morph: "/client/rejoin.js" } };
  // The part for HTML comes by itself on a page; here nothing else asks for it.
  const { kit } = await import("/client/kit.js");
  await (await import("/client/lazy.js")).load("morph", kit);

  const host = () => document.body.appendChild(document.createElement("div"));
  const built = (wire) => {
    tree.components.clear();
    const root = append(host(), wire, "http://www.w3.org/1999/xhtml");
    tree.setKey(root, undefined); // it has no siblings
    tree.setNumbers(root, [0, ...(tree.numbersOf(root) ?? [])]);
    return root.parentNode;
  };

  // A copy that says in attributes what is kept in memory.
  const marked = (node) => {
    const copy = node.cloneNode(false);
    if (node.nodeType === 1) {
      const numbers = tree.numbersOf(node);
      const key = tree.keyOf(node);
      if (numbers) copy.setAttribute("data-pc", numbers.join(" "));
      if (key !== null) copy.setAttribute("data-pc-key", key);
    }
    for (const child of node.childNodes) copy.appendChild(marked(child));
    return copy;
  };
  const adopted = (wire) => {
    const home = host();
    home.innerHTML = marked(built(wire)).innerHTML;
    tree.components.clear();
    tree.adopt(home.firstElementChild);
    return home;
  };

  const live = (root) =>
    [...root.querySelectorAll("*")].map((element) => [
      element.localName, element.namespaceURI, element.value, element.checked, element.selected, element.indeterminate,
      element.style?.cssText,
    ]);

  const failures = [];
  const check = ({ name, before, after, patch }, make, road) => {
    const home = make(before);
    forgetShapes();
    apply([[0, ...structuredClone(patch)]]);
    const result = [marked(home), live(home)];
    const damaged = foreign.isDamaged(0);
    foreign.unasked(["made anew"]);
    const wanted = built(after);
    const same = !damaged && result[0].isEqualNode(marked(wanted));
    if (!same || JSON.stringify(result[1]) !== JSON.stringify(live(wanted)))
      failures.push([name, road, damaged, result[0].innerHTML, marked(wanted).innerHTML, JSON.stringify(result[1]), JSON.stringify(live(wanted))]);
    document.body.replaceChildren();
  };
  for (const one of cases) {
    check(one, built, "built");
    // HTML does not say live properties, and writes a component that shows nothing where it likes.
    if (!JSON.stringify(one).includes('".":')) check(one, adopted, "adopted");
  }
  return failures;
}
