// What scripts ask the server without htmx, which only swaps: data, and pages of which a part is read.
async function asked(address, options) {
  const reply = await fetch(address, { cache: "no-store", ...options }).catch(() => null);
  return reply?.ok && !reply.redirected ? reply : undefined;
}

export const data = async (address) => (await asked(address))?.json();

export async function part(address, options) {
  const html = await (await asked(address, options))?.text();
  return html === undefined ? undefined : new DOMParser().parseFromString(html, "text/html");
}
