/** What `asked` settles to, or `otherwise` where that takes longer, or fails. Throws nothing. */
export async function within<Value, Other>(
  milliseconds: number,
  asked: Promise<Value>,
  otherwise: Other,
): Promise<Value | Other> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Other>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds)
  })
  try {
    return await Promise.race([asked, late])
  } catch {
    return otherwise
  } finally {
    clearTimeout(timer)
  }
}
