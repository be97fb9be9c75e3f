// Runs in an exported page, behind d3 and d3-flame-graph; nothing else is loaded.
;(() => {
  const { d3, flamegraph } = window
  const { trees, colors, match } = JSON.parse(document.getElementById('data').textContent)
  const status = document.getElementById('status')
  const found = trees.map(() => '')
  const sayFound = () => {
    status.textContent = found.filter(Boolean).join(' · ')
  }
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const theme = () => (dark.matches ? 'dark' : 'light')

  // Whatever duration is asked for, the library falls back to a quarter of a second here and there.
  const { transition } = d3.selection.prototype
  d3.selection.prototype.transition = function (name) {
    return transition.call(this, name).duration(0)
  }

  const nested = ({ name, parent, width, text, color }) => {
    const nodes = name.map((n, i) => ({ n, v: width[i], text: text[i], color: color[i], c: [] }))
    parent.forEach((above, i) => {
      if (above >= 0) nodes[above].c.push(nodes[i])
    })
    return nodes[0]
  }

  const charts = trees.map((tree, at) => {
    const figure = document.createElement('figure')
    if (tree.title !== '') {
      const caption = document.createElement('figcaption')
      caption.textContent = tree.title
      figure.append(caption)
    }
    const box = document.createElement('div')
    figure.append(box)
    document.getElementById('charts').append(figure)
    const dress = () => {
      for (const frame of box.querySelectorAll('g.frame')) {
        const { data, highlight } = d3.select(frame).datum()
        frame.setAttribute('tabindex', '0')
        frame.setAttribute('role', 'button')
        frame.setAttribute('aria-label', data.text)
        frame.classList.toggle('match', highlight === true)
        // The library's own fading leaves too little contrast.
        frame.classList.replace('fade', 'above')
      }
    }
    const chart = flamegraph
      .default()
      .width(figure.clientWidth)
      .cellHeight(20)
      .inverted(!tree.upwards)
      .transitionDuration(0)
      .setLabelHandler(({ data }) => data.text)
      .setColorMapper(({ data, highlight }) =>
        highlight ? match[theme()] : colors[theme()][data.color],
      )
      // As it is typed: a regexp may be none.
      .setSearchMatch(({ data }, term) => data.n.toLowerCase().includes(term.toLowerCase()))
      .setSearchHandler((frames, sum, all) => {
        const share = all > 0 ? (100 * sum) / all : 0
        const what = tree.title === '' ? '' : `${tree.title}: `
        found[at] = `${what}${frames.length} frames match, ${share.toFixed(2)}% of the width`
        sayFound()
      })
      .setDetailsHandler((text) => {
        if (text) status.textContent = text
        else sayFound()
      })
      .onClick(dress)
    d3.select(box).datum(nested(tree)).call(chart)
    dress()
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      const frame = event.target.closest('g.frame')
      if (!frame) return
      event.preventDefault()
      frame.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    })
    return { chart, figure, dress }
  })

  const field = document.getElementById('search')
  field.addEventListener('input', () => {
    found.fill('')
    for (const { chart, dress } of charts) {
      if (field.value === '') chart.clear()
      else chart.search(field.value)
      dress()
    }
  })
  document.getElementById('reset').addEventListener('click', () => {
    for (const { chart } of charts) chart.resetZoom()
  })
  const redraw = () => {
    for (const { chart, figure, dress } of charts) {
      chart.width(figure.clientWidth).update()
      dress()
    }
  }
  dark.addEventListener('change', redraw)
  addEventListener('resize', redraw)
})()
