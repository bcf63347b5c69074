// Runs in the window of an editor and is the only way from a preview to what is saved: it hands the preview the corrections that a
// field holds, and the field those that come back.
import { areCorrections, listen, send } from './messages.js';

/**
 * Links a field with its preview.
 *
 * `frame` is the preview's frame, or a function that finds it: it is asked at each message, for editors put new frames in the place of
 * old ones. `origin` is the exact origin of the preview. `corrections` gives what the field holds now, W3C annotations; `onCorrections`
 * is called with what it shall hold from now on. Where the field holds no list of them, or `corrections` throws, it may be somebody's
 * work that cannot be read: `onCorrections` is not called then, and the preview says so. `entry` gives what else the preview is told
 * when it arrives: `{ article, profile }`.
 *
 * Returns `{ send, tell, stop, dropped }`: `send(entry)` tells the preview `{ article?, corrections?, profile? }`, `tell()` what the field
 * holds now, `dropped` counts messages that came from elsewhere or said nothing known.
 */
export function editor({ frame, origin = location.origin, corrections = () => [], onCorrections, entry = () => ({}) }) {
  const target = () => (typeof frame === 'function' ? frame() : frame)?.contentWindow;
  const held = () => readable(corrections);
  // An entry told without its corrections would be one that has none.
  const say = (said) => send(target(), origin, { type: 'hashiya-entry', corrections: held(), ...said });
  const tell = () => say({});
  const take = (data) => {
    if (data.type === 'hashiya-preview' && data.ready === true) return say(entry());
    if (data.type !== 'hashiya-corrections' || !areCorrections(data.corrections)) return false;
    if (held() === null) return tell();
    onCorrections?.(data.corrections);
  };
  const heard = listen({ from: target, origin, take });
  return {
    send: say,
    tell,
    stop: heard.stop,
    get dropped() { return heard.dropped; },
  };
}

/** The list that `corrections` gives; null where that is none. */
function readable(corrections) {
  try {
    const list = corrections() ?? [];
    return areCorrections(list) ? list : null;
  } catch {
    return null;
  }
}
