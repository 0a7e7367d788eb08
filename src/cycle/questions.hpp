// What the reader could not know for sure, asked once: open questions in 待答.csv and answers in 答复.csv, two plain
// files beside the ledger that an officer may open and correct.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "calendar/period.hpp"
#include "reading/tables.hpp"

namespace cycle {

// One row of 待答.csv: id,kind,asked,file,place,printed,question,proposals,example.
struct OpenQuestion {
  std::string id, kind, asked, file, place, printed, question;
  std::vector<std::string> proposals;
  std::string example;
};
OpenQuestion as_row(const reading::Question& question);

// `data` as for open_ledger: a folder, or the database file in it; both files lie in the folder. None there: none.
// Faults of the file, and "questions.columns" when a file has lost its header.
base::Result<std::vector<OpenQuestion>> open_questions(const std::string& data, base::World& world);
base::Result<std::vector<reading::Answer>> answers_given(const std::string& data, base::World& world);

// Adds to 待答.csv what is not there yet and takes out what is answered.
base::Result<void> keep_questions(const std::string& data, const std::vector<reading::Question>& asked,
                                  base::World& world);

// Takes out of 待答.csv what was asked because of a file of this name.
base::Result<void> drop_questions_of(const std::string& data, const std::string& file, base::World& world);

// `answer` is ID=VALUE; an answered question may be answered again. Faults: "questions.form", "questions.unknown" for
// an id that was never asked, "questions.answer" for a value that cannot answer it.
base::Result<OpenQuestion> answer_question(const std::string& data, const std::string& answer,
                                           const calendar::Date& today, base::World& world);

}  // namespace cycle
