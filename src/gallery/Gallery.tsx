import { Parts } from './Parts.tsx'
import { CONTROLS, STATES } from './samples.tsx'
import './gallery.css'

/** Every control in every state, light beside dark. */
export function Gallery() {
  return (
    <main className="gallery">
      <Theme name="light" />
      <Theme name="dark" />
    </main>
  )
}

function Theme({ name }: { readonly name: 'light' | 'dark' }) {
  return (
    <section className={`gallery-theme ${name}`} aria-label={name}>
      <h1>Controls, {name}</h1>
      <table className="gallery-grid">
        <thead>
          <tr>
            <th scope="col">control</th>
            {STATES.map((state) => (
              <th key={state} scope="col">
                {state}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CONTROLS.map(({ title, draw }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {STATES.map((state) => (
                <td key={state}>{draw(state, `${title}, ${state}, ${name}`)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Parts theme={name} />
    </section>
  )
}
