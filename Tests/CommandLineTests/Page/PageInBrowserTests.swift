import Foundation
import Leontief
import TestSupport
import Testing

/// Pages of the commands in a real browser: nothing to complain of, nothing asked for, nothing too wide.
@Suite(.enabled(if: HeadlessBrowser.path != nil, Comment(rawValue: HeadlessBrowser.absence)), .serialized)
struct PageInBrowserTests {
  private static let studies = "\(MainJobTests.data)/../Studies"

  /// A command's arguments and the charts its page must hold. TRADE and SUT are tables of the test's own.
  private static let pages: [(arguments: [String], figures: Int)] = [
    (["digital", "\(MainJobTests.data)/germany_1995", "--study", "\(MainJobTests.data)/germany_1995.yaml"], 8),
    (["multipliers", "\(MainJobTests.data)/wiod2016nat_IND_2014"], 7),
    (["linkages", "\(MainJobTests.data)/wiod2016nat_IND_2014", "--dispersion"], 3),
    (["trend", "\(studies)/india_1995_2011.yaml"], 4),
    (["multipliers", "\(MainJobTests.data)/wiod2013nat_IND_1995", "\(MainJobTests.data)/wiod2013nat_IND_2011"], 7),
    (["jobs", "\(studies)/india_jobs.yaml"], 1),
    (["exports", "TRADE"], 3), (["length", "TRADE"], 2),
    (["footprint", "\(MainJobTests.data)/germany_1995", "--rows", "employment,value_added"], 4),
    (["influence", "\(MainJobTests.data)/wiod2016nat_IND_2014"], 2), (["supply-use", "SUT", "--commodities", "c1"], 3),
  ]

  /// Captions by their text: tables of many rows are folded, and what is folded has no inner text.
  private static let questions = [
    "figures": "page.querySelectorAll('figure').length",
    "empty": "[...page.querySelectorAll('svg:not(svg svg)')].filter(s => !(s.getBoundingClientRect().width > 100)).length",
    "marks": "page.querySelectorAll('rect, circle').length",
    "overflow": "page.documentElement.scrollWidth - page.documentElement.clientWidth",
    "requests": "view.performance.getEntriesByType('resource').map(r => r.name)",
    "paper": "view.getComputedStyle(page.body).backgroundColor",
    "text": "parseFloat(view.getComputedStyle(page.querySelector('.bar, svg text')).fontSize)",
    "unnamed": "[...page.querySelectorAll('table')].filter(t => !t.caption.textContent.trim()).length"
      + " + [...page.querySelectorAll('figure')].filter(f => !f.querySelector('figcaption').innerText).length",
    "title": "page.title",
  ]

  @Test(arguments: pages.indices) func opens(_ k: Int) throws {
    let folder = try TemporaryFolder()
    let (named, figures) = Self.pages[k]
    let trade = "\(folder.path)/leather"
    try WriterRegistry.standard.write(ReferenceTables.leather(), to: trade, options: WriteOptions(existing: .refused))
    let places = ["TRADE": trade, "SUT": try SupplyUseFixture.write(to: folder)]
    let arguments = named.map { places[$0] ?? $0 }
    let run = try ToolRun(["estimate"] + arguments + ["--html", folder.file("page.html"), "--quiet"])
    #expect(run.status == 0, "\(run.errors)")
    for (width, dark) in [(360, false), (1200, true)] {
      let visit = try HeadlessBrowser.visit(folder.file("page.html"), width: width, dark: dark, Self.questions)
      let found = visit.answers
      #expect(visit.console.isEmpty, "\(visit.console)")
      #expect(found["figures"] == "\(figures)" && found["empty"] == "0" && found["unnamed"] == "0", "\(found)")
      #expect(try #require(found["marks"].flatMap(Int.init)) >= figures)
      #expect(found["overflow"] == "0", "\(width) pixels")
      #expect(found["requests"] == "", "\(found)")
      #expect(found["paper"] == (dark ? "rgb(20, 25, 29)" : "rgb(255, 255, 255)"))
      #expect(try #require(found["text"].flatMap(Double.init)) >= 12)
      #expect(found["title"]?.isEmpty == false)
    }
  }

  /// What makes the test above fail: a page that is too wide, asks another host, has an error in a script, breaks its policy.
  @Test func whatIsWrongIsSeen() throws {
    let folder = try TemporaryFolder()
    let body = """
      <figure><figcaption>x</figcaption></figure><table><caption>y</caption></table>
      <div class="bar" style="width:900px">wide</div>
      """
    let asking = try folder.write(
      "<!DOCTYPE html><title>bad</title>\(body)<img src='http://127.0.0.1:61234/a.png'><script>undefined.x</script>",
      to: "asking.html")
    let asked = try HeadlessBrowser.visit(asking, width: 360, Self.questions)
    #expect(asked.console.contains { $0.contains("TypeError") })
    #expect(asked.answers["overflow"] != "0" && asked.answers["requests"] == "http://127.0.0.1:61234/a.png")
    let policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    let forbidden = try folder.write(
      "<!DOCTYPE html>\(policy)<title>bad</title>\(body)<img src='local.png'>", to: "forbidden.html")
    let held = try HeadlessBrowser.visit(forbidden, width: 360, Self.questions)
    #expect(held.console.contains { $0.contains("Content Security Policy") })
  }
}
