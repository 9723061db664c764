/** In development and tests: a template that reads a field its view lacks fails, instead of printing nothing. */
export function strictView<View>(view: View): View {
  if (typeof view !== 'object' || view === null) return view
  return new Proxy(view, {
    get(target, field, receiver) {
      if (typeof field === 'string' && !(field in target)) throw new TypeError(`no “${field}” in this view`)
      return strictView(Reflect.get(target, field, receiver))
    },
  })
}
