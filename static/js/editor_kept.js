// Texts that were typed and not saved yet, kept in this browser: one of each window, with the edition it was begun from.
export function keeper(address) {
  const before = `pathdeck-draft ${address} `;
  const mine = before + Date.now();
  const others = () => Object.keys(localStorage).filter((name) => name.startsWith(before) && name !== mine);
  return {
    // Whether there was room for it; without anything to keep, what was kept goes.
    keep(draft) {
      try {
        if (draft) localStorage.setItem(mine, JSON.stringify(draft));
        else localStorage.removeItem(mine);
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        return false;
      }
      return true;
    },
    // What other windows left, the latest last.
    left: () => others().sort().map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) })),
    forget: (name) => localStorage.removeItem(name),
  };
}
