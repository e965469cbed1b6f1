/** True for what mail could be sent to: one address, nothing that would make two of it or a header. */
export function isAddressLike(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@,;<>()[\]"\\]+@[^\s@,;<>()[\]"\\]+\.[^\s@,;<>()[\]"\\.]+$/.test(text)
  );
}
