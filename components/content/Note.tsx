import type { ReactNode } from "react";

/** An aside that a hurried reader may skip. */
export function Note({ children }: { children: ReactNode }) {
  return <aside className="note">{children}</aside>;
}
