// The windows that show the preview of a page, each linked with the field of the edit view: the frames of the side panel, of which
// there are two while Wagtail replaces one by the next, and tabs that were opened from here. What is corrected in one of them the
// others are told, too, for each sends all there is.

/** Links previews with a field: `corrections()` gives what it holds, `onCorrections` is told what it shall hold. */
export class Previews {
  #editor;
  #corrections;
  #onCorrections;
  #links = new Map();

  /** `editor` is that of integrations/editor.js. */
  constructor({ editor, corrections, onCorrections }) {
    [this.#editor, this.#corrections, this.#onCorrections] = [editor, corrections, onCorrections];
    addEventListener('message', this.#meet);
  }

  stop() {
    removeEventListener('message', this.#meet);
    for (const link of this.#links.values()) link.stop();
    this.#links.clear();
  }

  /** Tells the previews what the field holds. */
  tell() { this.#tellAllBut(undefined); }

  /** Whether the preview that is seen in the side panel takes what it is told. */
  get isLinked() { return this.#links.has(document.getElementById('w-preview-iframe')?.contentWindow); }

  /** What is heard of a preview first makes its link, which is then told the same: it was not there yet. Where this page was loaded
   *  later than the preview, that is not its greeting. */
  #meet = ({ source, origin, data }) => {
    const isOurs = origin === location.origin && typeof data?.type === 'string' && data.type.startsWith('hashiya-');
    if (!isOurs || this.#links.has(source) || !isPreview(source)) return;
    this.#forgetClosed();
    const take = (corrections) => {
      this.#onCorrections(corrections);
      this.#tellAllBut(source);
    };
    this.#links.set(source, this.#editor({ frame: { contentWindow: source }, origin, corrections: this.#corrections, onCorrections: take }));
    dispatchEvent(new MessageEvent('message', { source, origin, data }));
  };

  #tellAllBut(told) {
    this.#forgetClosed();
    for (const [shown, link] of this.#links) if (shown !== told) link.tell();
  }

  #forgetClosed() {
    for (const [shown, link] of this.#links) {
      if (!shown.closed) continue;
      link.stop();
      this.#links.delete(shown);
    }
  }
}

const isPreview = (source) => isFrame(source) || isTab(source);

function isFrame(source) {
  return [...document.querySelectorAll('iframe[data-w-preview-target="iframe"]')].some((frame) => frame.contentWindow === source);
}

/** Whether this window has opened `source`, and it shows the preview of this very page. */
function isTab(source) {
  const address = document.querySelector('[data-w-preview-url-value]')?.dataset.wPreviewUrlValue;
  try {
    return source.opener === window && source.location.pathname === new URL(address, location.href).pathname;
  } catch {
    return false;
  }
}
