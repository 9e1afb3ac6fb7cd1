// Runs in every page of the gallery before its scripts: reports what elements of the kit show and do to `sawElement`,
// once for each element, kind and name.
{
  const reported = new Set();
  const report = (element, kind, name) => {
    const key = `${element.localName} ${kind} ${name}`;
    if (!element.localName.startsWith('neon-') || reported.has(key)) return;
    reported.add(key);
    globalThis.sawElement(element.localName, kind, name);
  };

  const look = (host, node) => {
    if (!(node instanceof Element)) return;
    for (const one of [node, ...node.querySelectorAll('*')]) {
      for (const part of one.part) report(host, 'part', part);
      if (one.localName === 'slot') report(host, 'slot', one.name);
    }
  };

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    const observer = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        look(this, target);
        for (const node of addedNodes) look(this, node);
      }
    });
    observer.observe(root, { subtree: true, childList: true, attributeFilter: ['part'] });
    return root;
  };

  const hosts = new WeakMap();
  const { attachInternals } = HTMLElement.prototype;
  HTMLElement.prototype.attachInternals = function () {
    const internals = attachInternals.call(this);
    hosts.set(internals.states, this);
    return internals;
  };
  const { add } = CustomStateSet.prototype;
  CustomStateSet.prototype.add = function (state) {
    report(hosts.get(this), 'state', state);
    return add.call(this, state);
  };

  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type.startsWith('neon-')) {
      // An element that is made of others has their events too, as far as these leave its shadow tree.
      for (let host = this; host instanceof Element; host = host.getRootNode().host) {
        report(host, 'event', event.type);
        if (!event.composed || !event.bubbles) break;
      }
    }
    return dispatchEvent.call(this, event);
  };
}
