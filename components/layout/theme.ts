/** The reader's choice of colours. "system" is no choice and is not stored. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Key in local storage, written when the reader presses the switch and never before. */
export const THEME_KEY = "theme";

/**
 * Applies a stored choice before anything is painted and tells the style sheet that scripts run,
 * so that switches which need them are shown only then.
 */
export const themeScript = `(()=>{const d=document.documentElement;d.dataset.js="";try{const t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")d.dataset.theme=t}catch{}})()`;
