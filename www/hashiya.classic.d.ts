/** A classic script, no module: its address is for `<script src>`. What it offers is at `customElements.get('hashiya-article')`. */
export {};
