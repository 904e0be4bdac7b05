/**
 * Next demands this file. It stays empty: components are handed to a text where it is drawn, since
 * texts that imported them would import themselves through the links they contain.
 */
export function useMDXComponents() {
  return {};
}
