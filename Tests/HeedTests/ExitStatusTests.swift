import Testing

/// 0 fine, 1 findings that the caller asked to fail on, 2 input that cannot be used.
@Suite(.timeLimit(.minutes(10)))
struct ExitStatusTests {
  @Test func `An assessment ends with 0, whatever it finds`() async throws {
    let run = try await Heed.run("assess", riverLane, "--on", "2026-01-15")
    #expect(run.status == 0)
    #expect(run.errors == "")
  }

  @Test func `A raised guard ends with 1 where the caller asked, after the page`() async throws {
    let run = try await Heed.run("assess", riverLane, "--on", "2026-01-15", "--fail-on-guards")
    #expect(run.status == 1)
    #expect(run.output.contains("NRM-UNASKED"))
    #expect(run.errors == "")
  }

  @Test func `A warning ends with 1 under strict, and with 0 without`() async throws {
    let file = try Heed.file(Samples.warned)
    let plain = try await Heed.run("check", file)
    let strict = try await Heed.run("check", "--strict", file)
    #expect(plain.status == 0)
    #expect(plain.output.hasSuffix("no errors, 1 warning\n"))
    #expect(strict.status == 1)
    #expect(strict.errors.contains(": warning: "))
  }

  @Test func `A record with an error ends with 2 and nothing is assessed`() async throws {
    let file = try Heed.file(Samples.faulty)
    for command in ["check", "assess", "ask", "knew"] {
      let run = try await Heed.run(command, file)
      #expect(run.status == 2, "\(command)")
      #expect(run.output == "", "\(command)")
    }
  }

  @Test(arguments: [
    (["assess", "no-such-file.yaml"], "no-such-file.yaml:1:1: error: no such file or directory"),
    (["assess", "Cases/published"], "this is a folder, not a file"),
    (["assess", "README.md"], "name the file .yaml, .yml or .json"),
    (["assess"], "name at least one case file, or a case of a casebook"),
    (["explain", riverLane], "name at least one case file, and then a framework"),
    (["explain", riverLane, "MSA2015-3"], "no framework 'MSA2015-3'; did you mean 'MSA2015-"),
    (["explain", riverLane, riverLane], "name a framework after the last case file"),
    (["law", "show", "msa2015-22"], "did you mean 'MSA2015-2'?"),
    (["asess", riverLane], "there is no command 'asess'; did you mean 'assess'?"),
    (["assess", riverLane, "--widht", "60"], "Did you mean '--width'?"),
    (["assess", riverLane, "--width", "59"], "a number of columns from 60 to 140"),
    (["assess", riverLane, "--on", "2026-02-30"], "such as 2026-01-15"),
    (["assess", riverLane, "--jurisdiction", "narnia"], "it is one of england-and-wales"),
    (["assess", riverLane, "--counts-from", "F0"], "F0 is shown and never counted"),
    (["assess", riverLane, "--counts-from", "F9"], "- F7"),
    (["assess", riverLane, "--format", "xml"], "'text' and 'json'"),
    (["law", "list", "--law", "no-such-folder"], "[law.folder-missing]"),
  ])
  func `What cannot be used ends with 2, says why, and prints no answer`(
    _ arguments: [String], _ words: String
  ) async throws {
    let run = try await Heed.run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output == "")
  }

  @Test func `A test of the law that runs no case ends with 1`() async throws {
    let run = try await Heed.run("law", "test", "no-such-act")
    #expect(run.status == 1)
    #expect(run.errors.contains("no file of worked cases has any of these words in its path"))
  }

  @Test func `Help and version end with 0`() async throws {
    for arguments in [[], ["--help"], ["help", "assess"], ["--version"]] {
      let run = try await Heed.run(arguments)
      #expect(run.status == 0, "\(arguments)")
      #expect(run.errors == "", "\(arguments)")
      #expect(run.output.hasSuffix("\n"), "\(arguments)")
    }
  }
}
