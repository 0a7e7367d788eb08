// Where the things of a ledger lie, as the user names it after --data.
#pragma once

#include <string>

#include "base/world.hpp"

namespace cycle {

struct DataPlace {
  bool server = false;   // PostgreSQL: no file of ours
  std::string database;  // the file; empty for a server
  // What is kept beside it: keys/, 维护记录.csv, 督办登记.jsonl, questions and answers. Of a server a folder of this
  // user's own, below $XDG_DATA_HOME/jicheng or ~/.local/share/jicheng, named after server and database.
  std::string folder;
};
// `data`: a folder with jicheng.sqlite in it, the database file itself, or postgresql://….
DataPlace place_of(const std::string& data, base::World& world);

// Whether there may be a ledger: a server is only known by asking it.
bool may_be_there(const std::string& data, base::World& world);

}  // namespace cycle
