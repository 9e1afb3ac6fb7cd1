/**
 * The addresses that a frame loads from now on, each returned once by `next()`. One that is loaded before a test asks for it
 * is kept: an engine may answer a key press only after the form that it sends has arrived.
 */
export function addressesOf(frame: HTMLIFrameElement): { next(): Promise<URL> } {
  const addresses = new ReadableStream<URL>({
    start: (loaded) =>
      frame.addEventListener('load', () => {
        const address = new URL(frame.contentWindow!.location.href);
        // Older engines report the empty page of a new frame too, some time after it was added.
        if (address.protocol !== 'about:') loaded.enqueue(address);
      }),
  }).getReader();
  return { next: async () => (await addresses.read()).value! };
}
