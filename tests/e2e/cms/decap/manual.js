// The CMS waits for its configuration.
window.CMS_MANUAL_INIT = true;
