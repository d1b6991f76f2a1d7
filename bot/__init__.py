"""An assistant for people who consider a job and a life in a region of Québec."""
